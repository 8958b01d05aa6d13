import { operationsOf } from "../operations/operations-interface.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { code, type Code, identifier } from "../text/code.js";
import { exampleCall } from "../examples/example-calls.js";
import type { ExampleOperation } from "../examples/example-operations.js";
import { exampleOf } from "../examples/example-values.js";
import { literal, propertyKey } from "../text/literals.js";
import { codeFence, type Markdown } from "./markdown.js";
import { clientOptions } from "./client-examples.js";
import { successes } from "../examples/response-kinds.js";

/** A client under test, with a `fetch` that answers in memory: by a fake service, if the package has one, or else by a handler. */
export function testingExample(plan: PackagePlan, examples: readonly ExampleOperation[]): Markdown {
  const { packageJson, client, fakes } = plan;
  const [fake] = fakes;
  const handled = fake === undefined ? handledOperation(plan, examples) : undefined;
  const shown = examples.some(({ operation }) => operation === handled?.operation) ? handled?.operation : undefined;
  const called = fake === undefined ? shown : firstListOf(fake.operations, examples);
  const fakeName = fake && identifier(fake.name);
  return codeFence("ts", [
    code`import { ${identifier(client.name)} } from ${literal(packageJson.name)};`,
    code`import { ${fakeName === undefined ? code`` : code`${fakeName}, `}mockFetch } from ${literal(`${packageJson.name}/testing`)};`,
    "",
    ...(fakeName === undefined ? [] : [code`const { handlers, records } = ${fakeName}({ "512": {}, "513": {} });`]),
    code`const fetch = mockFetch(${fakeName === undefined ? handlersOf(handled) : code`handlers`});`,
    code`const tested = new ${identifier(client.name)}(${testedOptions(plan)});`,
    ...(called === undefined ? [] : [testedCall(called, handled, plan)]),
    code`console.log(fetch.requests.length${fakeName === undefined ? code`` : code`, records.size`});`,
  ]);
}

function testedOptions(plan: PackagePlan): Code {
  const basic = plan.credentials[0]?.scheme === "basic";
  return clientOptions(plan, { otherOptions: [code`fetch`], ...(!basic && { secret: literal("test") }) });
}

function testedCall(operation: OperationPlan, handled: Handled | undefined, { client, api }: PackagePlan): Code {
  const example = exampleCall(operation, { ...client, instance: "tested" }, api.schemas);
  if (example === undefined) return code``;
  return handled?.handler === lostConnection
    ? code`await ${example.call}.catch((error: unknown) => console.error(error));`
    : code`console.log(await ${example.call});`;
}

/** A fake has records of any key, so a list shows them, whatever the keys are. */
function firstListOf(names: readonly string[], examples: readonly ExampleOperation[]): OperationPlan | undefined {
  return examples.find(({ operation }) => operation.pages !== undefined && names.includes(operation.qualifiedName))?.operation;
}

interface Handled {
  readonly operation: OperationPlan;
  readonly handler: Code;
}

function handlersOf(handled: Handled | undefined): Code {
  return handled === undefined ? code`{}` : code`{ ${propertyKey(handled.operation.qualifiedName)}: ${handled.handler} }`;
}

/** Longer responses hide what the example is about. */
const longestBody = 300;

/** The first operation with a short response, or else the first one, with a lost connection. */
function handledOperation({ api, resource }: PackagePlan, examples: readonly ExampleOperation[]): Handled | undefined {
  for (const { operation } of examples) {
    const [response] = successes(operation);
    if (response?.body.kind !== "json" || response.otherBodies.length > 0) continue;
    const body = exampleOf(response.body.schema, "name", { schemas: api.schemas, direction: "response" });
    const status = Number(response.status);
    if (body === undefined || body.length > longestBody) continue;
    return { operation, handler: code`{ status: ${literal(Number.isNaN(status) ? 200 : status)}, body: ${body} }` };
  }
  const operation = examples[0]?.operation ?? operationsOf(resource)[0];
  return operation && { operation, handler: lostConnection };
}

const lostConnection = code`() => { throw new Error("The connection is lost."); }`;
