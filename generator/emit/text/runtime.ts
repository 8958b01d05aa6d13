import { compareStrings } from "../../model/reading/order.js";
import { posix } from "node:path";
import type { Templates } from "../../load/read/read-templates.js";
import { templateText } from "./templates.js";

/** The module with the facts about the API. The templates hold a stand-in for it. */
export const factsModule = "runtime/api";

/** The module with the types of the API that the runtime names. The templates hold a stand-in for it. */
export const apiTypesModule = "runtime/api-types";

const generatedModules: readonly string[] = [factsModule, apiTypesModule];

/** The modules of the runtime that others lead to, verbatim. What nothing imports is not part of the package. */
export function runtimeFiles(roots: Iterable<string>, templates: Templates): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const waiting = [...roots].filter((module) => module.startsWith("runtime/"));
  for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
    if (texts.has(module) || generatedModules.includes(module)) continue;
    const text = templateText(templates, `${module}.ts`);
    texts.set(module, text);
    waiting.push(...importedModules(module, text));
  }
  return new Map([...texts].sort(([a], [b]) => compareStrings(a, b)));
}

/** The modules that a module imports. Those of the runtime import each other by one form only: a relative path that ends in `.js`. */
function importedModules(module: string, text: string): readonly string[] {
  const specifiers = [...text.matchAll(/^(?:import|export|\}) .*?from "(\.{1,2}\/[a-z./-]+)\.js";$/gm)].map(
    ([, path]) => path ?? "",
  );
  return specifiers.map((path) => posix.join(posix.dirname(module), path));
}
