import type { Parameter } from "../../model/types/operation.js";
import type { Schema } from "../../model/types/schema.js";

export interface ParameterPlan {
  readonly parameter: Parameter;
  /** Its key in `params`. */
  readonly key: string;
  /** Its name as a local variable, where the function takes `params` apart. */
  readonly local: string;
  /** What writes its value where the request does not do so itself: `reserved(commaSeparated(params.ids))`. */
  readonly style?: StylePlan;
  /** What callers can hand in: what its schema allows, as far as its style can write it. */
  readonly schema: Schema;
  /** No style can write what its schema allows: the caller hands in the text that goes onto the wire. */
  readonly preSerialized: boolean;
}

/** A call of a function of the runtime, and perhaps of one around it. */
export interface StylePlan {
  readonly function?: StyleFunction;
  /** Said where it makes a difference. */
  readonly explode?: boolean;
  readonly reserved?: "reserved" | "reservedInPath";
}

export type StyleFunction =
  | "commaSeparated"
  | "cookie"
  | "deepObject"
  | "exploded"
  | "formQuery"
  | "json"
  | "jsonQuery"
  | "jsonText"
  | "label"
  | "matrix"
  | "pipeDelimited"
  | "simple"
  | "spaceDelimited"
  | "textQuery";
