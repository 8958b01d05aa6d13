import type { BaseUrlResolver } from "./settings.js";

/** A path on the origin of the current page. Outside of browsers, `baseUrl` must be given. */
export function sameOrigin(path: string): BaseUrlResolver {
  return ({ client }) => {
    const { location } = globalThis as { location?: { readonly protocol?: string } };
    if (client.baseUrl !== undefined || location?.protocol?.startsWith("http")) return client.baseUrl ?? path;
    throw new TypeError(`baseUrl is missing: the API's description names only a path, "${path}".`);
  };
}
