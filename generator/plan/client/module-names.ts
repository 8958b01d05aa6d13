import { hash, kebabCase } from "../names/identifiers.js";
import { windowsDeviceNames, reservedModuleNames } from "../names/reserved-names.js";

/** The maximum length of a file name, without the suffix `-resource` or `-api`. */
const maximumLength = 64;

/** The name of a resource in file names and entry points. At `depth` 0 it is beside the modules that every package has. */
export function resourceSlug(name: string, depth: number): string {
  const slug = slugOf(name);
  const isTaken = (text: string): boolean =>
    windowsDeviceNames.test(text) || (depth === 0 ? reservedModuleNames.has(text) : text === "index");
  return isTaken(slug.replace(/(?<!-resource)(?:-resource)+$/, "")) ? `${slug}-resource` : slug;
}

/** The module of all classes. */
export function classModule(className: string): string {
  const slug = slugOf(className);
  return windowsDeviceNames.test(slug) || reservedModuleNames.has(slug) ? `${slug}-api` : slug;
}

/** Shortened like a name if it is too long, because file systems and archives limit the length of paths. */
function slugOf(name: string): string {
  const slug = kebabCase(name) || hash(name);
  return slug.length > maximumLength ? `${slug.slice(0, maximumLength - 9).replace(/-$/, "")}-${hash(name)}` : slug;
}

/** Path below `src/` of the module with the functions of a resource, without extension. */
export function resourceModule(path: readonly string[]): string {
  return path.length === 0 ? "operations/index" : `operations/${resourcePath(path)}`;
}

/** The entry point of a resource, without `./`. */
export function resourcePath(path: readonly string[]): string {
  return path.map(resourceSlug).join("/");
}
