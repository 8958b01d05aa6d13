import { realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { limits } from "../load/documents/limits.js";
import { readOrdinaryFile } from "../load/read/ordinary-file.js";
import { isSystemError } from "./system-errors.js";

/** The folder without symbolic links, as npm makes for the packages of a workspace. Undefined if it does not exist. */
export function realFolder(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch (cause) {
    if (isSystemError(cause)) return undefined;
    throw cause;
  }
}

/** The folder of a package that modules in another folder would import; undefined if it is not installed. */
export function installedPackage(from: string, name: string): string | undefined {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const found = realFolder(join(folder, "node_modules", name));
    if (found !== undefined || folder === dirname(folder)) return found;
  }
}

/** The text of a module of a runtime, in the folder of the layout `runtime` or of `runtime-package`. Undefined if it is not there. */
export function runtimeModuleText(folder: string, module: string): string | undefined {
  for (const path of [`${module}.ts`, `src/${module}.ts`])
    try {
      return readOrdinaryFile(join(folder, path), limits.bytes).toString("utf8");
    } catch {
      // The other one, or none: what cannot be read is no runtime.
    }
  return undefined;
}
