import type { VersionFacts } from "./api-facts.js";
import { toText } from "./encode.js";
import type { ApiRequest } from "./request.js";

/** The path that an operation has in a version of the API. Throws a TypeError where the version, or the operation in it, does not exist. */
export function pathInVersion(
  request: ApiRequest,
  versions: VersionFacts | undefined,
  version: unknown,
): string {
  const text = request.path.write();
  if (!versions) return text;
  const { home, prefixes } = versions;
  const chosen = toText(version ?? home, "apiVersion");
  const prefix = Object.hasOwn(prefixes, chosen) ? prefixes[chosen] : undefined;
  if (prefix === undefined)
    throw new TypeError(`apiVersion must be one of ${Object.keys(prefixes).join(", ")}.`);
  if (request.versions?.includes(chosen) === false) {
    throw new TypeError(
      `${request.method} ${request.path.template} does not exist in version ${chosen}, only in ${request.versions.join(", ")}.`,
    );
  }
  const own = `${prefixes[home] ?? ""}/`;
  return text.startsWith(own) ? `${prefix}/${text.slice(own.length)}` : text;
}
