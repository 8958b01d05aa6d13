import type { Content } from "../types/operation.js";
import type { ContentKey } from "../traversal/map-operation.js";
import type { Schema } from "../types/schema.js";

/** A schema, and how many levels of lists and objects within it are fields or parts, rather than JSON: none below 0. */
export interface Carrier {
  readonly schema: Schema;
  readonly levels: number;
}

/** Within JSON, where a string is a text whatever its `format` says. */
export const json = -1;

/** A form has fields, and these may be lists; anything else is bytes as a whole or not at all. */
export function levelsOf({ mediaType }: Content, key: ContentKey): number {
  if (key === "eventData") return json;
  const levels = /^\s*(?:multipart\/|application\/x-www-form-urlencoded\b)/i.test(mediaType) ? 2 : 0;
  return key === "itemSchema" ? levels - 1 : levels;
}

export function carriers(contents: readonly Content[]): readonly Carrier[] {
  return contents.flatMap((content) =>
    (["schema", "itemSchema", "eventData"] as const).flatMap((key) => {
      const schema = content[key];
      return schema === undefined ? [] : [{ schema, levels: levelsOf(content, key) }];
    }),
  );
}

/** The levels that are left within a schema. Alternatives and parts of an `allOf` are the value itself; an object that is a field or a part is JSON. */
export function levelsWithin({ kind }: Schema, levels: number): number {
  if (kind === "union" || kind === "intersection") return levels;
  return kind === "object" && levels < 2 ? json : Math.max(json, levels - 1);
}
