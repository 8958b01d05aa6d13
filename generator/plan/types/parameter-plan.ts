import type { Parameter } from "../../model/types/operation.js";
import type { Schema } from "../../model/types/schema.js";

export interface ParameterPlan {
  readonly parameter: Parameter;
  /** Its key in `params`. */
  readonly key: string;
  /** Its local variable, where the function destructures `params`. */
  readonly local: string;
  /** The runtime functions that serialize its value, if any are needed: `reserved(commaSeparated(params.ids))`. */
  readonly style?: StylePlan;
  /** What callers can pass: the values of its schema that its style can serialize. */
  readonly schema: Schema;
  /** Its style cannot serialize the values of its schema, so callers pass serialized strings. */
  readonly preSerialized: boolean;
}

/** A call of a serializer of the runtime, wrapped in `reserved` or `reservedInPath` if reserved characters are not encoded. */
export interface StylePlan {
  readonly function?: StyleFunction;
  /** Present only if it changes the result. */
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
  | "tabDelimited"
  | "spaceDelimited"
  | "textQuery";
