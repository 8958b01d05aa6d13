import type { Content } from "../../model/types/operation.js";

/** A media type without its parameters, in lower case. */
export function essence(mediaType: string): string {
  // It is asked for again and again, and nearly all are written like this.
  if (/^[a-z0-9/+.*-]+$/.test(mediaType)) return mediaType;
  return (mediaType.split(";")[0] ?? "").trim().toLowerCase();
}

export function isJson(mediaType: string): boolean {
  return /^(?:application\/json|text\/json|.+\+json)$/.test(essence(mediaType));
}

/** A JSON merge patch (RFC 7396) removes a property with `null`. */
export function isMergePatch(mediaType: string): boolean {
  return /^application\/(?:.+\+)?merge-patch\+json$/.test(essence(mediaType));
}

export function isForm(mediaType: string): boolean {
  return essence(mediaType) === "application/x-www-form-urlencoded";
}

export function isText(mediaType: string): boolean {
  return /^(?:text\/.+|application\/(?:xml|yaml|x-yaml|javascript|graphql|x-ndjson|jsonl)|.+\+(?:xml|yaml))$/.test(
    essence(mediaType),
  );
}

export function isWildcard(mediaType: string): boolean {
  return /^(?:\*|application)\/\*$/.test(essence(mediaType));
}

/** The content that is used where only one can be: JSON, then other JSON types, wildcards with a schema, text, then the first. */
export function preferredContent(contents: readonly Content[]): Content | undefined {
  const ranks: readonly ((content: Content) => boolean)[] = [
    ({ mediaType }) => essence(mediaType) === "application/json",
    ({ mediaType }) => isJson(mediaType),
    ({ mediaType, schema }) => isWildcard(mediaType) && schema !== undefined,
    ({ mediaType }) => isText(mediaType),
  ];
  const found = ranks.map((matches) => contents.find(matches)).find((content) => content !== undefined);
  return found ?? contents[0];
}

/** The media types that the runtime reads as text or JSON. A test compares this with the runtime. */
export function isReadAsText(mediaType: string): boolean {
  return /^text\/|json|xml\b|yaml|javascript|urlencoded/.test(essence(mediaType));
}
