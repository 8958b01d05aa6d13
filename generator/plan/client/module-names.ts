import { hash, kebabCase } from "../names/identifiers.js";
import { windowsDeviceNames, reservedModuleNames } from "../names/reserved-names.js";

/** The longest name of a file, without what tells it from the package's own. */
const longest = 64;

/** The name of a file, and of an entry point, that belongs to a resource. `depth` 0 stands beside the package's own. */
export function resourceSlug(name: string, depth: number): string {
  const slug = slugOf(name);
  const isTaken = (text: string): boolean =>
    windowsDeviceNames.test(text) || (depth === 0 ? reservedModuleNames.has(text) : text === "index");
  return isTaken(slug.replace(/(?:-resource)+$/, "")) ? `${slug}-resource` : slug;
}

/** The module of all classes: beside the package's own modules. */
export function classModule(className: string): string {
  const slug = slugOf(className);
  return windowsDeviceNames.test(slug) || reservedModuleNames.has(slug) ? `${slug}-api` : slug;
}

/** File systems and archives bound a path: a slug is cut as a name is. */
function slugOf(name: string): string {
  const slug = kebabCase(name) || hash(name);
  return slug.length > longest ? `${slug.slice(0, longest - 9).replace(/-$/, "")}-${hash(name)}` : slug;
}

export function resourceModule(path: readonly string[]): string {
  return path.length === 0 ? "operations/index" : `operations/${resourcePath(path)}`;
}

export function resourcePath(path: readonly string[]): string {
  return path.map(resourceSlug).join("/");
}
