import type { VersionedRequest, Versions } from "../api-facts.js";
import { toText } from "../values/encode.js";

/** The versions of the API and their path prefixes. */
export function versions(
  defaultVersion: string,
  prefixes: Readonly<Record<string, string>>,
): Versions {
  return {
    defaultVersion,
    prefixes,
    path: (request, version) =>
      pathInVersion(request, defaultVersion, prefixes, version ?? defaultVersion),
  };
}

function pathInVersion(
  request: VersionedRequest,
  defaultVersion: string,
  prefixes: Versions["prefixes"],
  version: unknown,
): string {
  const chosen = toText(version, "apiVersion");
  const prefix = Object.hasOwn(prefixes, chosen) ? prefixes[chosen] : undefined;
  if (prefix === undefined)
    throw new TypeError(`apiVersion must be one of ${Object.keys(prefixes).join(", ")}.`);
  if (request.versions?.includes(chosen) === false) {
    throw new TypeError(
      `${request.method} ${request.path.template} does not exist in version ${chosen}, only in ${request.versions.join(", ")}.`,
    );
  }
  const text = request.path.write();
  const defaultPrefix = `${prefixes[defaultVersion] ?? ""}/`;
  return text.startsWith(defaultPrefix) ? `${prefix}/${text.slice(defaultPrefix.length)}` : text;
}
