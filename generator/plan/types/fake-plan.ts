import type { Json } from "../../load/tree/node.js";
import type { Schema } from "../../model/types/schema.js";

/** What handlers of `./testing` need to complete a part of a body. */
export interface BodyShapesPlan {
  /** Of the JSON responses of each operation, by its qualified name and by status. */
  readonly bodies: ReadonlyMap<string, { readonly [status: string]: Json }>;
  /** Of the models in them, by name. */
  readonly models: { readonly [name: string]: Json };
}

/** A service in memory for the records of one path. */
export interface FakePlan {
  /** The function that creates it: `fakePets`. */
  readonly name: string;
  /** The records in documentation: `pets`. */
  readonly recordsName: string;
  readonly recordSchema: Schema;
  /** The qualified names of the operations that it responds to, sorted. */
  readonly operations: readonly string[];
  /** Data for the runtime. */
  readonly facts: Json;
}
