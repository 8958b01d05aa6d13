import type { Schema, SchemaKey, ValueSerialization } from "../../model/types/schema.js";
import type { StylePlan } from "./parameter-plan.js";

/** How callers pass the body in `params`, and how it is sent. */
export type BodyPlan = BodyBase &
  (
    | /** The properties of the body are properties of `params`: the type of `params` extends the named model. */
      { readonly shape: "fields"; readonly model: SchemaKey }
      /** The same for an inline schema. */
    | { readonly shape: "inline"; readonly schema: Schema }
    /** The body is one property of `params`, `key`. `schema` describes an item where the body is sent item by item. */
    | { readonly shape: "whole"; readonly key: string; readonly schema: Schema | undefined }
  );

interface BodyBase {
  readonly mediaType: string;
  /** Always sent; otherwise only if `params` has something to send. */
  readonly required: boolean;
  readonly kind: BodyKind;
  /**
   * A type of the runtime that the type of the body is an argument of: `MergePatch` for a JSON merge patch, whose properties may be absent or null
   * at any depth; `OptionalFields` for the properties of an optional body, of which a required one may be absent only if all are.
   */
  readonly typeOperator?: "MergePatch" | "OptionalFields";
  /** The `Content-Type`, where it differs from the one that the runtime function sets. */
  readonly contentType?: string;
  /** Form fields that need another serialization than the default. */
  readonly fields: readonly FormFieldPlan[];
  readonly unnamedParts?: UnnamedPartsPlan;
}

/** How the body is serialized: `json` by the request itself, every other kind by a function of the runtime. */
export type BodyKind =
  "json" | "form" | "multipart" | "multipartMixed" | "jsonLines" | "jsonSequence" | "eventStream" | "text" | "bytes";

export interface FormFieldPlan {
  readonly name: string;
  /** In a form: `deepObject(params.filter)`. In a multipart form: `styledParts(deepObject(params.filter))`, with the headers of `part`. */
  readonly style?: StylePlan;
  /** In a multipart form: `part(params.photo, { contentType: "image/png" })`. */
  readonly part?: PartPlan;
}

export interface PartPlan {
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string | number | boolean>>;
}

/** Parts of a multipart body without names: the first ones by position (`prefixEncoding`), then all others (`itemEncoding`). */
export interface UnnamedPartsPlan {
  readonly prefix: readonly PartPlan[];
  readonly item?: PartPlan;
}

/** A map with `x-specloom-values` in a body. `path` has property names, and `null` for every item of an array. */
export interface SerializedMapPlan {
  readonly path: readonly (string | null)[];
  readonly values: ValueSerialization;
}
