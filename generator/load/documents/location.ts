import { dirname, isAbsolute, join, normalize, relative } from "node:path";

/** Locations of documents: file paths as the user wrote them, URLs, or files of a git revision. */

/** Whether a text is an absolute URI. A single letter before the colon is a Windows drive. */
export function isAbsoluteUri(text: string): boolean {
  return /^[a-z][a-z\d+.-]+:/i.test(text);
}

export function isHttpUrl(location: string): boolean {
  return /^https?:\/\//i.test(location);
}

/** A file as it is in a revision of the repository that the working directory belongs to. */
export interface RevisionFile {
  readonly revision: string;
  /** Relative to the working directory. */
  readonly path: string;
}

/** Reads the form `git:REVISION:PATH`; undefined for any other location. */
export function revisionFileOf(location: string): RevisionFile | undefined {
  const [, revision, path] = /^git:([^:-][^:]*):(.+)$/s.exec(location) ?? [];
  return revision === undefined || path === undefined ? undefined : { revision, path };
}

/** Resolves a URI reference without fragment against a base; undefined if it is not a valid URI reference. */
export function resolveLocation(base: string, reference: string): string | undefined {
  if (reference === "") return base;
  const committed = isAbsoluteUri(reference) ? undefined : revisionFileOf(base);
  if (committed !== undefined) {
    const path = resolveLocation(committed.path, reference) ?? "";
    return `git:${committed.revision}:${isAbsolute(path) ? relative("", path) : path}`;
  }
  if (isAbsoluteUri(reference) || isAbsoluteUri(base)) return urlOf(reference, isAbsoluteUri(base) ? base : undefined)?.href;
  // A relative reference to a file is percent-encoded; its query has no meaning.
  const path = percentDecode(reference.replace(/\?[^]*$/, ""));
  return isAbsolute(path) ? normalize(path) : join(dirname(base), path);
}

/** The reference from one file to another, for {@link resolveLocation}. */
export function relativeReference(from: string, to: string): string {
  return relative(dirname(from), to).split(/[/\\]/).map(encodeURIComponent).join("/");
}

/** Whether two locations are written differently at most. */
export function isSameLocation(a: string, b: string): boolean {
  return a === b || (!isAbsoluteUri(a) && !isAbsoluteUri(b) && normalize(a) === normalize(b));
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
  const committed = revisionFileOf(location);
  if (committed !== undefined) return pathSegments(committed.path);
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
