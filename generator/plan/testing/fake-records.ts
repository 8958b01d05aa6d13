import type { Batch } from "../../model/types/extensions.js";
import { expandCompositions } from "../../model/traversal/schemas-at-path.js";
import { type SchemaLookup } from "../../model/traversal/dereference.js";
import { sortedSet } from "../../model/reading/order.js";
import type { Schema } from "../../model/types/schema.js";
import { isActionSegment } from "../names/action-verbs.js";
import type { PathSegment } from "../names/path-segments.js";

/** The records that a batch is about, and how they are told apart. */
export interface FakeRecords {
  /** The segments of the path that all operations on them begin with. */
  readonly path: readonly PathSegment[];
  readonly batch: Batch;
  /** What the batch holds for each; several where its answers differ. */
  readonly resultSchemas: readonly Schema[];
}

/** The path without what is done to the records: `/things/batch/update` is about `/things`. */
export function recordsPath(segments: readonly PathSegment[]): readonly PathSegment[] {
  const last = segments.findLastIndex((segment) => !isActionSegment(segment) && !isBatchSegment(segment));
  return segments.slice(0, last + 1);
}

function isBatchSegment(segment: PathSegment): boolean {
  return "literal" in segment && /^(?:batch|bulk)$/i.test(segment.literal);
}

/** The properties of an object that hold a moment. */
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
