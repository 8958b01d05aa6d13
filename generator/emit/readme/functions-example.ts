import { functionName } from "../requests/local-names.js";
import { resourcesOf } from "../../plan/client/plan-resources.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { readmeNames } from "../../plan/names/reserved-names.js";
import { code, identifier } from "../text/code.js";
import { exampleStatement } from "../examples/example-calls.js";
import type { ExampleOperation } from "../examples/example-operations.js";
import { propertyAccess, literal } from "../text/literals.js";
import { codeFence, type Markdown } from "./markdown.js";
import { clientOptions } from "./client-examples.js";

/** A call of a function that an entry point exports, with a client from `createClient`; empty if there is none. */
export function functionsExample(plan: PackagePlan, examples: readonly ExampleOperation[]): Markdown | "" {
  const entries = new Map(plan.entryPoints.map(({ module, subpath }) => [module, subpath]));
  const resources = new Map(
    resourcesOf(plan.resource).flatMap((resource) => resource.operations.map((operation) => [operation, resource] as const)),
  );
  for (const { operation, example } of examples) {
    const { path = [], module = "" } = resources.get(operation) ?? {};
    const entry = entries.get(module);
    const resource = path.at(-1);
    if (resource === undefined || entry === undefined || functionName(operation.name) !== operation.name) continue;
    const namespace = identifier(namespaceName(resource, plan));
    const { argument, paged } = example;
    const client = argument === undefined ? code`client` : code`client, ${argument}`;
    return codeFence("ts", [
      code`import { createClient } from ${literal(`${plan.packageJson.name}/client`)};`,
      code`import * as ${namespace} from ${literal(`${plan.packageJson.name}${entry.slice(1)}`)};`,
      "",
      code`const client = createClient(${clientOptions(plan)});`,
      exampleStatement({ call: code`${namespace}${propertyAccess(operation.name)}(${client})`, paged }),
    ]);
  }
  return "";
}

/** The name of the namespace import: the name of the resource, unless the README uses it for something else. */
function namespaceName(name: string, { client, fakes }: PackagePlan): string {
  const taken = new Set([...readmeNames, ...fakes.map((fake) => fake.name), client.instance, client.name]);
  return taken.has(name) ? `${name}_` : functionName(name);
}
