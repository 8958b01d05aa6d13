import type { Schema, SchemaKey } from "../../model/types/schema.js";

export interface ModelNames {
  readonly request: string;
  /** Differs from `request` only where `readOnly` or `writeOnly` make them differ. */
  readonly response: string;
}

/** Which side of the wire a type describes. */
export type Direction = "request" | "response";

export interface ModelPlan {
  readonly name: string;
  readonly key: SchemaKey;
  readonly direction: Direction | "both";
  readonly schema: Schema;
}
