import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type * as AssociationsEntry from "../../generated/src/operations/associations.js";
import type * as BatchEntry from "../../generated/src/operations/batch.js";
import type * as ClientEntry from "../../generated/src/client.js";
import type * as RootEntry from "../../generated/src/index.js";
import type * as OperationsEntry from "../../generated/src/operations/index.js";
import { buildPackage } from "./build-package.js";

/** The package's entry points, loaded by one module system. */
export interface EntryPoints {
  readonly root: typeof RootEntry;
  readonly client: typeof ClientEntry;
  readonly operations: typeof OperationsEntry;
  readonly batch: typeof BatchEntry;
  readonly associations: typeof AssociationsEntry;
}

/** Loads the built package by its name, and so through its `exports`, in each module system. */
export const moduleSystems = {
  import: async (): Promise<EntryPoints> =>
    (await import(pathToFileURL(path.join(buildPackage().home, "entry-points.mjs")).href)) as EntryPoints,
  require: (): Promise<EntryPoints> =>
    Promise.resolve(createRequire(import.meta.url)(path.join(buildPackage().home, "entry-points.cjs")) as EntryPoints),
} as const;

export type ModuleSystem = keyof typeof moduleSystems;
