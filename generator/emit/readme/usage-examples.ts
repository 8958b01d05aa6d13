import { resourcesOf } from "../../plan/client/plan-resources.js";
import { operationsOf } from "../operations/operations-interface.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { readmeNames } from "../../plan/names/reserved-names.js";
import { batchExample } from "../examples/batch-examples.js";
import { code, type Code, identifier } from "../text/code.js";
import { type ExampleCall, exampleCall, exampleStatement } from "../examples/example-calls.js";
import { propertyAccess, literal } from "../text/literals.js";
import { codeFence, type Markdown } from "./markdown.js";
import { functionName } from "../requests/local-names.js";
import { clientOptions } from "./client-examples.js";

export function quickStart(plan: PackagePlan): readonly string[] {
  const { packageJson, client } = plan;
  const construction = code`const ${identifier(client.instance)} = new ${identifier(client.name)}(${clientOptions(plan)});`;
  const first = firstExample(plan, () => true);
  return [
    code`import { ${identifier(client.name)} } from ${literal(packageJson.name)};`,
    "",
    construction,
    ...(first === undefined ? [] : [exampleStatement(first.example)]),
  ];
}

/** A call of a function that an entry point exports, with a client from `createClient`; empty if there is none. */
export function functionsExample(plan: PackagePlan): Markdown | "" {
  const entries = new Map(plan.entryPoints.map(({ module, subpath }) => [module, subpath]));
  const byModule = new Map(
    resourcesOf(plan.resource).flatMap((resource) => resource.operations.map((operation) => [operation, resource] as const)),
  );
  const first = firstExample(plan, (operation) => {
    const resource = byModule.get(operation);
    return (
      resource !== undefined &&
      resource.path.length > 0 &&
      entries.has(resource.module) &&
      functionName(operation.name) === operation.name
    );
  });
  const resource = first && byModule.get(first.operation);
  if (first === undefined || resource === undefined) return "";
  const name = identifier(namespaceName(resource.path.at(-1) ?? "", plan));
  const { packageJson } = plan;
  return codeFence("ts", [
    code`import { createClient } from ${literal(`${packageJson.name}/client`)};`,
    code`import * as ${name} from ${literal(`${packageJson.name}${entries.get(resource.module)?.slice(1) ?? ""}`)};`,
    "",
    code`const client = createClient(${clientOptions(plan)});`,
    functionCall(name, first.operation, first.example),
  ]);
}

/** The name of the namespace import: the name of the resource, unless the README uses it for something else. */
function namespaceName(name: string, { client, fakes }: PackagePlan): string {
  const taken = new Set([...readmeNames, ...fakes.map((fake) => fake.name), client.instance, client.name]);
  return taken.has(name) ? `${name}_` : functionName(name);
}

function functionCall(namespace: Code, { name }: OperationPlan, { argument, paged }: ExampleCall): Code {
  const call = code`${namespace}${propertyAccess(name)}(${argument === undefined ? code`client` : code`client, ${argument}`})`;
  return exampleStatement({ call, argument, paged });
}

export function errorsExample(plan: PackagePlan): readonly string[] {
  const first = firstExample(plan, ({ pages }) => pages === undefined) ?? firstExample(plan, () => true);
  const guarded = first === undefined ? code`error)` : code`error, ${literal(first.operation.qualifiedName)})`;
  return [
    code`import { isApiError } from ${literal(plan.packageJson.name)};`,
    "",
    "try {",
    `  ${first === undefined ? "// …" : exampleStatement(first.example)}`,
    "} catch (error) {",
    code`  if (!isApiError(${guarded}) throw error;`,
    "  console.error(error.status, error.body, error.correlationId);",
    "}",
  ];
}

export function responseExample(plan: PackagePlan): Markdown | "" {
  const first = firstExample(plan, ({ pages }) => pages === undefined);
  return first === undefined
    ? ""
    : codeFence("ts", [
        code`const response = await ${first.example.call}.withResponse();`,
        "console.log(response.status, response.headers, response.data);",
      ]);
}

export function pagesExample(plan: PackagePlan): Markdown | "" {
  const first = firstExample(plan, ({ pages }) => pages !== undefined);
  if (first === undefined) return "";
  const { call } = first.example;
  return codeFence("ts", [
    code`for await (const item of ${call}) console.log(item);`,
    code`for await (const page of ${call}.pages()) console.log(page);`,
    code`const firstPage = await ${call};`,
  ]);
}

export function batchesExample(plan: PackagePlan): Markdown | "" {
  const examples = operationsOf(plan.resource).flatMap((operation) => {
    const example = operation.batch && batchExample(operation, operation.batch, plan);
    return example === undefined ? [] : [{ example, effect: operation.batch?.effect }];
  });
  // Prefer a batch that writes.
  const found = examples.find(({ effect }) => effect !== "read") ?? examples[0];
  return found === undefined ? "" : codeFence("ts", [found.example]);
}

/** A client under test, with `mockFetch`, and a fake service if the package has one. */
export function testingExample(plan: PackagePlan): readonly string[] {
  const { packageJson, client, fakes } = plan;
  const [fake] = fakes;
  const options = clientOptions(plan, { otherOptions: [code`fetch`] });
  const fakeName = fake && identifier(fake.name);
  return [
    code`import { ${identifier(client.name)} } from ${literal(packageJson.name)};`,
    code`import { ${fakeName === undefined ? code`` : code`${fakeName}, `}mockFetch } from ${literal(`${packageJson.name}/testing`)};`,
    "",
    ...(fakeName === undefined ? [] : [code`const { handlers, records } = ${fakeName}({ "1": {}, "2": {} });`]),
    code`const fetch = mockFetch(${fakeName === undefined ? code`{}` : code`handlers`});`,
    code`const tested = new ${identifier(client.name)}(${options});`,
    code`console.log(tested, fetch.requests.length${fakeName === undefined ? code`` : code`, records.size`});`,
  ];
}

/** The first matching operation that has an example. */
function firstExample(plan: PackagePlan, matches: (operation: OperationPlan) => boolean) {
  for (const operation of operationsOf(plan.resource).filter(matches)) {
    const example = exampleCall(operation, plan.client, plan.api.schemas);
    if (example !== undefined) return { operation, example };
  }
  return undefined;
}
