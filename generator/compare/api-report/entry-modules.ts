import type { Files } from "../../files.js";
import type { EntryPointPlan } from "../../plan/types/package-plan.js";

/** What callers can import: a subpath, and the path of its module. */
export interface EntryModule {
  readonly entry: string;
  readonly path: string;
}

/**
 * The entry points of an output, `.` first. Those of a package are what `exports` of its `package.json` says, which a hook may have changed; of
 * other layouts, those that were planned and are there.
 */
export function entryModules(files: Files, entryPoints: readonly EntryPointPlan[]): readonly EntryModule[] {
  const manifest = files.get("package.json");
  const found = manifest === undefined ? plannedModules(entryPoints) : exportedModules(manifest);
  return found
    .flatMap(({ entry, path }) =>
      [`${path}.ts`, `${path}.tsx`].flatMap((file) => (files.has(file) ? [{ entry, path: file }] : [])),
    )
    .sort((a, b) => (a.entry < b.entry ? -1 : a.entry > b.entry ? 1 : 0));
}

function plannedModules(entryPoints: readonly EntryPointPlan[]): readonly EntryModule[] {
  return entryPoints.map(({ subpath, module }) => ({ entry: subpath, path: module }));
}

function exportedModules(manifest: string): readonly EntryModule[] {
  const { exports = {} } = JSON.parse(manifest) as { readonly exports?: object };
  return Object.entries(exports).flatMap(([entry, target]: [string, unknown]) => {
    const [, path] = /^\.\/dist\/(?:esm|cjs)\/(.+)\.d\.ts$/.exec(typesOf(target) ?? "") ?? [];
    return path === undefined ? [] : [{ entry, path: `src/${path}` }];
  });
}

/** The declarations that an entry of `exports` names, under whichever condition. */
function typesOf(target: unknown): string | undefined {
  if (typeof target !== "object" || target === null) return undefined;
  if ("types" in target && typeof target.types === "string") return target.types;
  return Object.values(target)
    .map(typesOf)
    .find((types) => types !== undefined);
}
