import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type * as AssociationsEntry from "../../generated/src/operations/associations.js";
import type * as BatchEntry from "../../generated/src/operations/batch.js";
import type * as ClientEntry from "../../generated/src/client.js";
import type * as RootEntry from "../../generated/src/index.js";
import type * as OperationsEntry from "../../generated/src/operations/index.js";
import { buildPackage } from "./build-package.js";

/** The package's entry points, as one module system loads them. */
export interface Surface {
  readonly root: typeof RootEntry;
  readonly client: typeof ClientEntry;
  readonly operations: typeof OperationsEntry;
  readonly batch: typeof BatchEntry;
  readonly associations: typeof AssociationsEntry;
}

/** Row by row: how each module system loads the built package, by its name and so through its `exports`. */
export const moduleSystems = {
  import: async (): Promise<Surface> =>
    (await import(pathToFileURL(path.join(buildPackage().home, "surface.mjs")).href)) as Surface,
  require: (): Promise<Surface> =>
    Promise.resolve(createRequire(import.meta.url)(path.join(buildPackage().home, "surface.cjs")) as Surface),
} as const;

export type ModuleSystem = keyof typeof moduleSystems;
