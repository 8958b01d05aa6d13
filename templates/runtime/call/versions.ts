import type { Versions } from "../api-facts.js";
import { toText } from "../values/encode.js";
import type { ApiRequest } from "./api-request.js";

export function versions(home: string, prefixes: Readonly<Record<string, string>>): Versions {
  return { defaultVersion: home, prefixes, path: (request, version) => pathInVersion(request, home, prefixes, version ?? home) };
}

function pathInVersion(request: ApiRequest, home: string, prefixes: Versions["prefixes"], version: unknown): string {
  const chosen = toText(version, "apiVersion");
  const prefix = Object.hasOwn(prefixes, chosen) ? prefixes[chosen] : undefined;
  if (prefix === undefined) throw new TypeError(`apiVersion must be one of ${Object.keys(prefixes).join(", ")}.`);
  if (request.versions?.includes(chosen) === false) {
    throw new TypeError(
      `${request.method} ${request.path.template} does not exist in version ${chosen}, only in ${request.versions.join(", ")}.`,
    );
  }
  const text = request.path.write();
  const own = `${prefixes[home] ?? ""}/`;
  return text.startsWith(own) ? `${prefix}/${text.slice(own.length)}` : text;
}
