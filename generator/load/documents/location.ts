import { dirname, isAbsolute, join, normalize } from "node:path";

/** Locations of documents: file paths as the user wrote them, or URLs. */

/** Whether a text is an absolute URI. A single letter before the colon is a Windows drive. */
export function isAbsoluteUri(text: string): boolean {
  return /^[a-z][a-z\d+.-]+:/i.test(text);
}

export function isHttpUrl(location: string): boolean {
  return /^https?:\/\//i.test(location);
}

/** Resolves a URI reference without fragment against a base; undefined if it is not a valid URI reference. */
export function resolveLocation(base: string, reference: string): string | undefined {
  if (reference === "") return base;
  if (isAbsoluteUri(reference) || isAbsoluteUri(base)) return urlOf(reference, isAbsoluteUri(base) ? base : undefined)?.href;
  // A relative reference to a file is percent-encoded; its query has no meaning.
  const path = percentDecode(reference.replace(/\?[^]*$/, ""));
  return isAbsolute(path) ? normalize(path) : join(dirname(base), path);
}

/** The name of a document without folder and extension; of an `index` file, the name of its folder. */
export function documentName(location: string): string {
  const [folder = "", file = ""] = pathSegments(location).slice(-2);
  const name = pathSegments(location).length > 1 ? file : folder;
  const stem = name.replace(/\.(?:ya?ml|json)$/i, "").replace(/\.(?:schema|openapi|swagger)$/i, "");
  return stem === "index" && file !== "" ? folder : stem;
}

/** The names of the folders of a document, and its file name. */
export function pathSegments(location: string): readonly string[] {
  const path = isAbsoluteUri(location) ? percentDecode(urlOf(location)?.pathname ?? location) : location;
  return path.split(/[/\\]/).filter((part) => part !== "" && part !== ".");
}

function urlOf(text: string, base?: string): URL | undefined {
  return URL.canParse(text, base) ? new URL(text, base) : undefined;
}

/** Decodes percent-encoding. */
export function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A `%` that starts no escape sequence is taken literally.
    return text;
  }
}
