import type { Schema, SchemaKey } from "../../model/types/schema.js";

/** The type names of a named schema. */
export interface ModelNames {
  readonly request: string;
  /** Differs from `request` only if the schema has other properties or values in responses, for example `readOnly` ones. */
  readonly response: string;
}

/** Whether a type describes data in requests or in responses. */
export type Direction = "request" | "response";

/** A type declaration in `models.ts`. */
export interface ModelPlan {
  readonly name: string;
  readonly key: SchemaKey;
  readonly direction: Direction | "both";
  readonly schema: Schema;
}
