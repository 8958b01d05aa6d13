import type { Schema } from "../../generator/model/types/schema.js";
import { resourcesOf } from "../../generator/plan/client/plan-resources.js";
import type { OperationPlan } from "../../generator/plan/types/operation-plan.js";
import type { IncomingRequestPlan } from "../../generator/plan/types/webhooks-plan.js";
import { requestView } from "../../generator/compare/surface/compare-webhooks.js";
import type { PackagePlan } from "../../generator/plan/types/package-plan.js";
import { failures, failureType, resultType } from "../../generator/compare/surface/response-views.js";
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
  const webhooks = (plan.webhooks?.webhooks ?? []).map(({ name }) => name);
  const imports = [
    ...(plan.hasClient ? [client.name, "isApiError"] : []),
    ...[...models, ...webhooks].map((name) => `type ${name}`),
  ];
  return [
    `import { ${imports.join(", ")} } from "./package/src/index.js";`,
    `declare function value<T>(): T;`,
    `declare function take<T>(given: T): void;`,
    `declare const fault: unknown;`,
    ...[...models, ...webhooks].map((name, index) => `export type Used${index} = ${name};`),
    ...(plan.webhooks?.webhooks ?? []).flatMap((webhook, index) => webhookLines(webhook, index, sides)),
    ...(plan.hasClient ? [clientText(plan)] : []),
    ...blocks,
    "",
  ].join("\n");
}

/** Reads a webhook as its receiver does. */
function webhookLines(webhook: IncomingRequestPlan, index: number, { received }: PackageSides): readonly string[] {
  const lines = readLines("webhook", requestView(webhook, received)).map((line) => `  ${line}`);
  return [`export function receive${index}(webhook: ${webhook.name}) {`, ...lines, `}`];
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
    ...statusLines(first, plan),
    ...errorLines(plan, sides),
    ...pageLines(first, plan, sides),
    ...batchLines(method, plan, sides),
  ];
  return `export async function use_${plan.qualifiedName.replace(/\W/g, "_")}() {\n  ${lines.join("\n  ")}\n}`;
}

function statusLines(call: string, { responses }: OperationPlan): readonly string[] {
  const statuses = responses.map(({ status }) => status).filter((status) => /^2\d\d$/.test(status));
  return [
    `const response = await ${call}.withResponse();`,
    ...statuses.map((status) => `if (response.status === ${status}) take<unknown>(response.data);`),
  ];
}

function errorLines(plan: OperationPlan, sides: PackageSides): readonly string[] {
  const statuses = failures(plan)
    .map(({ status }) => status)
    .filter((status) => /^[45]\d\d$/.test(status));
  return statuses.flatMap((status) => [
    `if (isApiError(fault, ${JSON.stringify(plan.qualifiedName)}, ${status}) && fault.body !== undefined) {`,
    `  const failure = fault.body;`,
    ...readLines("failure", failureType(plan, status, sides.received)).map((line) => `  ${line}`),
    `}`,
  ]);
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
