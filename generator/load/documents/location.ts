import { dirname, isAbsolute, join, normalize } from "node:path";

/** Where a document is: a path as the user wrote it, or an address. */

/** Whether a text is an absolute URI. One letter before the colon is a drive of Windows. */
export function isAbsoluteUri(text: string): boolean {
  return /^[a-z][a-z\d+.-]+:/i.test(text);
}

export function isHttpUrl(location: string): boolean {
  return /^https?:\/\//i.test(location);
}

/** What a reference without its fragment means where it stands; undefined where it is no URI reference. */
export function resolveLocation(base: string, reference: string): string | undefined {
  if (reference === "") return base;
  if (isAbsoluteUri(reference) || isAbsoluteUri(base)) return urlOf(reference, isAbsoluteUri(base) ? base : undefined)?.href;
  // A file is named by the path of a URI reference: `#` and `%` are encoded there, a query has no meaning.
  const path = decoded(reference.replace(/\?.*$/, ""));
  return isAbsolute(path) ? normalize(path) : join(dirname(base), path);
}

/** The name of a document without folder and extension; that of its folder where it is called `index`. */
export function documentName(location: string): string {
  const [folder = "", file = ""] = pathSegments(location).slice(-2);
  const name = pathSegments(location).length > 1 ? file : folder;
  const stem = name.replace(/\.(?:ya?ml|json)$/i, "").replace(/\.(?:schema|openapi|swagger)$/i, "");
  return stem === "index" && file !== "" ? folder : stem;
}

/** The folders and the name of a document. */
export function pathSegments(location: string): readonly string[] {
  const path = isAbsoluteUri(location) ? decoded(urlOf(location)?.pathname ?? location) : location;
  return path.split(/[/\\]/).filter((part) => part !== "" && part !== ".");
}

function urlOf(text: string, base?: string): URL | undefined {
  return URL.canParse(text, base) ? new URL(text, base) : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A `%` that encodes nothing: whoever wrote it meant the character.
    return text;
  }
}
