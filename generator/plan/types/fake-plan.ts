import type { Json } from "../../load/tree/node.js";
import type { Schema } from "../../model/types/schema.js";

/** A service in memory of records that are told of by one path. */
export interface FakePlan {
  /** The function that makes it: `fakePets`. */
  readonly name: string;
  /** How documentation calls the records: `pets`. */
  readonly recordsName: string;
  /** What a record is. */
  readonly recordSchema: Schema;
  /** The operations that it answers, by their qualified names, in order. */
  readonly operations: readonly string[];
  /** What the runtime is told. */
  readonly facts: Json;
}
