import type { BaseUrlResolver } from "./settings.js";

/** A path on the host that the page came from. Where there is no page, `baseUrl` must be given. */
export function sameOrigin(path: string): BaseUrlResolver {
  return ({ client }) => {
    const { location } = globalThis as { location?: { readonly protocol?: string } };
    if (client.baseUrl !== undefined || location?.protocol?.startsWith("http")) return client.baseUrl ?? path;
    throw new TypeError(`baseUrl is missing: the API's description names only a path, "${path}".`);
  };
}
