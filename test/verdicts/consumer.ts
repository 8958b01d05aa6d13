import type { Schema } from "../../generator/model/types/schema.js";
import { resourcesOf } from "../../generator/plan/client/plan-resources.js";
import type { OperationPlan } from "../../generator/plan/types/operation-plan.js";
import type { IncomingRequestPlan } from "../../generator/plan/types/webhooks-plan.js";
import { replyView, requestView } from "../../generator/compare/surface/compare-webhooks.js";
import type { PackagePlan } from "../../generator/plan/types/package-plan.js";
import { bodyType, failures, failureType, resultType } from "../../generator/compare/surface/response-views.js";
import { paramsView } from "../../generator/compare/surface/params-view.js";
import { createSides, type PackageSides } from "../../generator/compare/types/sides.js";
import { readLines } from "./read-values.js";
import { valueTexts } from "./sent-values.js";

/**
 * A module that uses all of a package: it calls every method with every field and with the required ones alone, reads every field of every
 * answer, narrows every union, and imports every model.
 */
export function consumerOf(plan: PackagePlan): string {
  const sides = createSides(plan);
  const { client } = plan;
  const operations = resourcesOf(plan.resource).flatMap((resource) => resource.operations);
  const blocks = operations.map((operation) => operationBlock(operation, sides));
  const models = plan.models.map(({ name }) => name);
  const incoming = [...(plan.webhooks?.webhooks ?? []), ...operations.flatMap(({ callbacks }) => callbacks)];
  const types = [
    ...models,
    ...incoming.flatMap(({ name, responsesName }) => [name, ...(responsesName === undefined ? [] : [responsesName])]),
  ];
  const imports = [...(plan.hasClient ? [client.name, "isApiError"] : []), ...types.map((name) => `type ${name}`)];
  return [
    `import { ${imports.join(", ")} } from "./package/src/index.js";`,
    `declare function value<T>(): T;`,
    `declare function take<T>(given: T): void;`,
    `declare const fault: unknown;`,
    ...types.map((name, index) => `export type Used${index} = ${name};`),
    ...incoming.flatMap((one, index) => incomingLines(one, index, sides)),
    ...errorBodyLines(plan, sides),
    ...(plan.hasClient ? [clientText(plan)] : []),
    ...blocks,
    "",
  ].join("\n");
}

/** Reads a webhook or callback as its receiver does, and replies to it. */
function incomingLines(plan: IncomingRequestPlan, index: number, { received, sent }: PackageSides): readonly string[] {
  const lines = readLines("request", requestView(plan, received)).map((line) => `  ${line}`);
  const replies = plan.responses.flatMap((response, position) =>
    valueTexts(replyView(response, sent)).map(
      (text, each) =>
        `export const reply${index}_${position}_${each}: ${plan.responsesName}[${JSON.stringify(response.status)}] = ${text};`,
    ),
  );
  return [`export function receive${index}(request: ${plan.name}) {`, ...lines, `}`, ...replies];
}

function clientText({ client, credentials, serverOptions }: PackagePlan): string {
  const options = [
    ...credentials.map(
      ({ option, scheme }) =>
        `${JSON.stringify(option)}: ${scheme === "basic" ? `{ username: value<string>(), password: value<string>() }` : "value<string>()"}`,
    ),
    ...serverOptions.map(({ option }) => `${JSON.stringify(option)}: value<string>()`),
  ];
  return `const client = new ${client.name}({ ${options.join(", ")} });`;
}

function operationBlock(plan: OperationPlan, sides: PackageSides): string {
  const method = `client${plan.qualifiedName
    .split(".")
    .map((step) => `[${JSON.stringify(step)}]`)
    .join("")}`;
  const calls =
    plan.paramsName === undefined ? [`${method}()`] : valueTexts(paramsView(plan, sides)).map((text) => `${method}(${text})`);
  const [first = `${method}()`] = calls;
  const lines = [
    ...calls.map((call) => `void ${call};`),
    `const answer = await ${first};`,
    ...readLines("answer", resultType(plan, sides.received)),
    ...statusLines(first, plan, sides),
    ...errorLines(plan, sides),
    ...pageLines(first, plan, sides),
    ...batchLines(method, plan, sides),
  ];
  return `export async function use_${plan.qualifiedName.replace(/\W/g, "_")}() {\n  ${lines.join("\n  ")}\n}`;
}

/** The statuses that a range of successful ones stands for. */
const registered = ["200", "201", "202", "203", "204", "205", "206", "207", "208", "226"];

/** Reads the body of each status. */
function statusLines(call: string, { responses }: OperationPlan, { received }: PackageSides): readonly string[] {
  const declared = responses.map(({ status }) => status);
  const lines = responses.flatMap((response) => {
    const { status } = response;
    const statuses =
      status === "2XX" ? registered.filter((one) => !declared.includes(one)) : /^2\d\d$/.test(status) ? [status] : [];
    return statuses.flatMap((one) => [
      `if (response.status === ${one}) {`,
      `  const data = response.data;`,
      ...readLines("data", bodyType(response, received)).map((line) => `  ${line}`),
      `}`,
    ]);
  });
  return [`const response = await ${call}.withResponse();`, ...lines];
}

/** The statuses of errors by which callers ask: the declared ones, and one of each range and of `default`. */
function errorStatuses(plan: OperationPlan): ReadonlyMap<string, string> {
  const declared = plan.responses.map(({ status }) => status);
  const undeclared = (range: string) => ["98", "97", "96"].map((end) => range + end).find((one) => !declared.includes(one)) ?? "";
  const ranges: readonly (readonly [RegExp, (status: string) => readonly string[]])[] = [
    [/^[45]\d\d$/, (status) => [status]],
    [/^[45]XX$/, (status) => [undeclared(status.charAt(0))]],
    [/^default$/, () => ["4", "5"].filter((range) => !declared.includes(`${range}XX`)).map(undeclared)],
  ];
  const found = failures(plan).flatMap(({ status }) =>
    (ranges.find(([pattern]) => pattern.test(status))?.[1](status) ?? []).map((one): [string, string] => [one, status]),
  );
  return new Map(found);
}

function errorLines(plan: OperationPlan, sides: PackageSides): readonly string[] {
  return [...errorStatuses(plan)].flatMap(([status, key]) => [
    `if (isApiError(fault, ${JSON.stringify(plan.qualifiedName)}, ${status}) && fault.body !== undefined) {`,
    `  const failure = fault.body;`,
    ...readLines("failure", failureType(plan, key, sides.received)).map((line) => `  ${line}`),
    `}`,
  ]);
}

/** Reads the body that all errors have in common. */
function errorBodyLines({ errorBody, hasClient }: PackagePlan, { received }: PackageSides): readonly string[] {
  if (errorBody === undefined || !hasClient) return [];
  const lines = readLines("failure", { schema: errorBody, side: received }).map((line) => `    ${line}`);
  return [
    `export function fail() {`,
    `  if (isApiError(fault) && fault.body !== undefined) {`,
    `    const failure = fault.body;`,
    ...lines,
    `  }`,
    `}`,
  ];
}

function pageLines(call: string, { pages }: OperationPlan, sides: PackageSides): readonly string[] {
  if (pages === undefined) return [];
  return [`for await (const item of ${call}) {`, ...readLines("item", { schema: pages.itemSchema, side: sides.received }), `}`];
}

function batchLines(method: string, { batch }: OperationPlan, sides: PackageSides): readonly string[] {
  if (batch === undefined || batch.otherParams === "required") return [];
  const run = method.replace(/\["[^"]*"\]$/, "") + `[${JSON.stringify(batch.name)}]`;
  const input: Schema = batch.inputSchema;
  const texts = valueTexts({ schema: input, side: sides.sent });
  return [
    ...texts.map((text) => `void ${run}([${text}]);`),
    `for await (const outcome of ${run}([])) if (outcome.status === "succeeded") take<unknown>(outcome.input);`,
  ];
}
