import type { Content } from "../types/operation.js";
import type { ContentKey } from "../traversal/map-operation.js";
import type { Schema } from "../types/schema.js";

/** A schema with the number of levels of arrays and objects in it that are form fields or parts rather than JSON; negative inside JSON. */
export interface BinaryContext {
  readonly schema: Schema;
  readonly formDepth: number;
}

/** The form depth inside JSON, where a string is never raw bytes, whatever its `format`. */
export const insideJson = -1;

/** The form depth of a form: two levels, its fields and the items of a field. */
export const form = 2;

/** The form depth of a body. One that is no form is raw bytes as a whole or not at all. */
export function formDepthOf({ mediaType }: Content, key: ContentKey): number {
  const formDepth = /^\s*(?:multipart\/|application\/x-www-form-urlencoded\b)/i.test(mediaType) ? form : 0;
  return key === "itemSchema" ? formDepth - 1 : formDepth;
}

export function binaryContextsOf(contents: readonly Content[]): readonly BinaryContext[] {
  return contents.flatMap((content) =>
    (["schema", "itemSchema"] as const).flatMap((key) => {
      const schema = content[key];
      return schema === undefined ? [] : [{ schema, formDepth: formDepthOf(content, key) }];
    }),
  );
}

/**
 * The form depth of the direct subschemas. An object in a form field or part is JSON, and so is the content of a string; members of unions
 * and intersections add no level.
 */
export function formDepthWithin({ kind }: Schema, formDepth: number): number {
  if (kind === "string" || kind === "any") return insideJson;
  if (kind === "union" || kind === "intersection") return formDepth;
  return kind === "object" && formDepth < form ? insideJson : Math.max(insideJson, formDepth - 1);
}
