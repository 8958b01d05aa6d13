import type { EntryPointPlan } from "../plan/types/package-plan.js";
import type { Part } from "../options.js";
import { importedModules } from "./import-specifiers.js";

/** The parts to which an entry point belongs, by its subpath. First match wins. */
const partsOfEntries: readonly (readonly [subpath: RegExp, parts: readonly Part[]])[] = [
  [/^\.$/, ["class"]],
  [/^\.\/(?:models|webhook-types)$/, ["models"]],
  [/^\.\/openapi$/, ["models", "functions", "class", "testing"]],
  [/^\.\/testing$/, ["testing"]],
  [/^\.\/(?:oauth|journal)$/, ["class", "functions"]],
  [/^\.\//, ["functions"]],
];

/** The modules of the wanted parts, by paths without extension, with all that they import. */
export function modulesOfParts(
  entryPoints: readonly EntryPointPlan[],
  parts: readonly Part[],
  texts: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const wanted = entryPoints.filter(({ subpath }) => partsOf(subpath).some((part) => parts.includes(part)));
  return reachable(
    wanted.map(({ module }) => module),
    texts,
  );
}

function partsOf(subpath: string): readonly Part[] {
  return partsOfEntries.find(([pattern]) => pattern.test(subpath))?.[1] ?? [];
}

/** These modules and all that they import, directly or through others. */
export function reachable(modules: readonly string[], texts: ReadonlyMap<string, string>): ReadonlySet<string> {
  const reached = new Set(modules.filter((module) => texts.has(module)));
  for (const module of reached) for (const imported of importedModules(module, texts.get(module) ?? "")) reached.add(imported);
  return reached;
}
