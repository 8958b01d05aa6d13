import type { Templates } from "../load/read/read-templates.js";

/** Where the modules of a shared runtime are among the templates. The modules of the second folder take the place of those of the first. */
const folders = [/^runtime\/([\w/-]+)\.ts$/, /^shared-runtime\/([\w-]+)\.ts$/];

/** The modules of a shared runtime, by their paths in it without extension, with the paths of their templates. Sorted. */
export function runtimeTemplates(templates: Templates): ReadonlyMap<string, string> {
  const found = folders.flatMap((folder) =>
    [...templates.keys()].flatMap((path) => {
      const [, module] = folder.exec(path) ?? [];
      return module === undefined ? [] : [[module, path] as const];
    }),
  );
  return new Map([...new Map(found)].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The runtime modules that an output has of its own, though it shares a runtime: by their paths in `runtime/`, with the paths of their templates. */
export function bindingTemplates(templates: Templates): ReadonlyMap<string, string> {
  return new Map(
    [...templates.keys()].flatMap((path) => {
      const [, module] = /^shared-runtime\/output\/([\w/-]+)\.ts$/.exec(path) ?? [];
      return module === undefined ? [] : [[module, path] as const];
    }),
  );
}
