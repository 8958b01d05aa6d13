import type { Batch } from "../../model/types/extensions.js";
import { expandCompositions } from "../../model/traversal/schemas-at-path.js";
import { type SchemaLookup } from "../../model/traversal/dereference.js";
import { sortedSet } from "../../model/reading/order.js";
import type { Schema } from "../../model/types/schema.js";
import { isActionSegment } from "../names/action-verbs.js";
import type { PathSegment } from "../names/path-segments.js";

/** The records that a batch operation reads or changes. */
export interface FakeRecords {
  /** The start of the paths of all operations on them. */
  readonly path: readonly PathSegment[];
  readonly batch: Batch;
  /** The schemas of a record in the responses of the batch. */
  readonly resultSchemas: readonly Schema[];
}

/** The path without actions at its end: `/things` for `/things/batch/update`. */
export function recordsPath(segments: readonly PathSegment[]): readonly PathSegment[] {
  const last = segments.findLastIndex((segment) => !isActionSegment(segment) && !isBatchSegment(segment));
  return segments.slice(0, last + 1);
}

function isBatchSegment(segment: PathSegment): boolean {
  return "literal" in segment && /^(?:batch|bulk)$/i.test(segment.literal);
}

/** The properties of objects with `format: date-time`. */
export function dateTimeProperties(schemas: readonly Schema[], lookup: SchemaLookup) {
  const properties = expandCompositions(schemas, lookup).flatMap((schema) => (schema.kind === "object" ? schema.properties : []));
  const times = properties.filter(({ schema }) =>
    expandCompositions([schema], lookup).some(({ kind, docs }) => kind === "string" && docs.format === "date-time"),
  );
  return sortedSet(times.map(({ name }) => name)).map((name) => ({
    name,
    required: times.some((time) => time.name === name && time.required),
  }));
}
