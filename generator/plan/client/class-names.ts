import type { Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import type { PlanOptions } from "../../options.js";
import { camelCase, identifier, isTypeName, pascalCase, typePrefix } from "../names/identifiers.js";
import type { ResourcePlan } from "../types/class-plan.js";
import { functionLocals, reservedTypeNames, readmeNames, reservedWords } from "../names/reserved-names.js";
import { resourcesOf } from "./plan-resources.js";
import type { NameScope } from "../names/name-scope.js";
import { wordsOf } from "../names/words.js";

/** The name of the client class: from the overlay, else from the package name, else from the title of the API. */
export function clientName({ name, info }: Api, options: PlanOptions): string {
  if (name !== undefined) return withoutGlobals(isTypeName(name) ? identifier(name) : pascalCase(name, "Client"));
  const unscoped = options.name.replace(/^@[^/]*\//, "");
  return withoutGlobals(pascalCase(wordsOf(unscoped).length > 0 ? unscoped : info.title, "Client"));
}

/** A class cannot have the name of a global type or of a type of the runtime. */
function withoutGlobals(name: string): string {
  return reservedTypeNames.has(name) ? identifier(`${name}Api`) : name;
}

/** The variable for an instance in examples. */
export function instanceName(className: string): string {
  const name = camelCase(className, "client");
  const taken = [reservedWords, functionLocals, readmeNames].some((names) => names.has(name));
  return taken ? identifier(`${name}Client`) : name;
}

/** The class name of each resource: the name of the client class and the path of the resource. */
export function nameClasses(
  root: ResourcePlan,
  client: string,
  scope: NameScope,
  report: Report,
): ReadonlyMap<ResourcePlan, string> {
  const children = resourcesOf(root).filter(({ path }) => path.length > 0);
  const named = scope.assign(
    children.map((resource) => {
      const name = identifier(client + typePrefix(resource.path));
      const names = [reservedTypeNames.has(name) ? identifier(`${name}Resource`) : name, identifier(`${name}Resource`)] as const;
      return {
        owner: resource,
        key: resource.path.join("."),
        candidates: names,
        subject: `The class of \`${resource.path.join(".")}\``,
      };
    }),
    report,
  );
  return new Map([[root, client], ...named]);
}
