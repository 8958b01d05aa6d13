import { hash, kebabCase } from "./identifiers.js";
import { deviceNames, ownModules } from "./reserved.js";

/** The name of a file, and of an entry point, that belongs to a resource. `depth` 0 stands beside the package's own. */
export function resourceSlug(name: string, depth: number): string {
  const slug = kebabCase(name) || hash(name);
  const taken = deviceNames.test(slug) || (depth === 0 ? ownModules.has(slug) : slug === "index");
  return taken ? `${slug}-resource` : slug;
}

/** The module of all classes: beside the package's own modules. */
export function classModule(className: string): string {
  const slug = kebabCase(className) || hash(className);
  return deviceNames.test(slug) || ownModules.has(slug) ? `${slug}-api` : slug;
}
