import type { Content } from "../types/operation.js";
import type { ContentKey } from "../traversal/map-operation.js";
import type { Schema } from "../types/schema.js";

/** A schema, and how many formDepth of lists and objects within it are fields or parts, rather than JSON: none below 0. */
export interface BinaryContext {
  readonly schema: Schema;
  readonly formDepth: number;
}

/** Within JSON, where a string is a text whatever its `format` says. */
export const insideJson = -1;

/** A form has fields, and these may be lists; anything else is bytes as a whole or not at all. */
export function formDepthOf({ mediaType }: Content, key: ContentKey): number {
  if (key === "eventData") return insideJson;
  const formDepth = /^\s*(?:multipart\/|application\/x-www-form-urlencoded\b)/i.test(mediaType) ? 2 : 0;
  return key === "itemSchema" ? formDepth - 1 : formDepth;
}

export function binaryContextsOf(contents: readonly Content[]): readonly BinaryContext[] {
  return contents.flatMap((content) =>
    (["schema", "itemSchema", "eventData"] as const).flatMap((key) => {
      const schema = content[key];
      return schema === undefined ? [] : [{ schema, formDepth: formDepthOf(content, key) }];
    }),
  );
}

/** The formDepth that are left within a schema. Alternatives and parts of an `allOf` are the value itself; an object that is a field or a part is JSON. */
export function formDepthWithin({ kind }: Schema, formDepth: number): number {
  if (kind === "union" || kind === "intersection") return formDepth;
  return kind === "object" && formDepth < 2 ? insideJson : Math.max(insideJson, formDepth - 1);
}
