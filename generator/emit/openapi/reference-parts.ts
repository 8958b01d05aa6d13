/**
 * What openapi-typescript calls of Redocly's `ref-utils`. The build gives it to openapi-typescript in its place, since that module loads all of
 * Redocly.
 */

interface ReferenceParts {
  /** The document; null where the reference is within its own. */
  readonly uri: string | null;
  /** The keys of the JSON Pointer, without empty ones. */
  readonly pointer: readonly string[];
}

export function parseRef(reference: string): ReferenceParts {
  const [document = "", pointer = ""] = reference.split("#/");
  const uri = document.replace(/#$/, "");
  return {
    uri: uri === "" ? null : uri,
    pointer: pointer
      .split("/")
      .map(unescapeKey)
      .filter((key) => key !== ""),
  };
}

export function escapePointer(key: string | number): string | number {
  return typeof key === "number" ? key : key.replaceAll("~", "~0").replaceAll("/", "~1");
}

function unescapeKey(key: string): string {
  return decodeURIComponent(key.replaceAll("~1", "/").replaceAll("~0", "~"));
}
