import type { Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import type { GenerateOptions } from "../../options.js";
import { camelCase, identifier, isTypeName, pascalCase, typePrefix } from "../names/identifiers.js";
import type { ResourcePlan } from "../types/class-plan.js";
import { functionLocals, reservedTypeNames, readmeNames, reservedWords } from "../names/reserved-names.js";
import { resourcesOf } from "./plan-resources.js";
import type { NameScope } from "../names/name-scope.js";
import { wordsOf } from "../names/words.js";

/** The class that most people use: called by the overlay, else after the package, else after the API's title. */
export function clientName({ name, info }: Api, options: GenerateOptions): string {
  if (name !== undefined) return ownName(isTypeName(name) ? identifier(name) : pascalCase(name, "Client"));
  const unscoped = options.name.replace(/^@[^/]*\//, "");
  return ownName(pascalCase(wordsOf(unscoped).length > 0 ? unscoped : info.title, "Client"));
}

/** A class cannot be called like a type of the language or of the runtime. */
function ownName(name: string): string {
  return reservedTypeNames.has(name) ? identifier(`${name}Api`) : name;
}

/** What examples call an instance. */
export function instanceName(className: string): string {
  const name = camelCase(className, "client");
  const taken = [reservedWords, functionLocals, readmeNames].some((names) => names.has(name));
  return taken ? identifier(`${name}Client`) : name;
}

/** One name a resource: that of the client with the resource's path. */
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
