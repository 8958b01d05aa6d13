import type { Schema, SchemaKey, ValueSerialization } from "../../model/types/schema.js";
import type { StylePlan } from "./parameter-plan.js";

/** How the body gets into `params`, and onto the wire. */
export type BodyPlan = BodyBase &
  (
    | /** The fields of the body are fields of `params`: `params` extends the named model. */
      { readonly shape: "fields"; readonly model: SchemaKey }
      /** The fields of an inline object. */
    | { readonly shape: "inline"; readonly schema: Schema }
    /** The body is one field of `params`, under `key`. `schema` is that of an item where items are sent one by one. */
    | { readonly shape: "whole"; readonly key: string; readonly schema: Schema | undefined }
  );

interface BodyBase {
  readonly mediaType: string;
  /** It is sent whatever is given; otherwise only if something is. */
  readonly required: boolean;
  readonly kind: BodyKind;
  /** The media type that is sent, where it is not what the writer says by itself. */
  readonly contentType?: string;
  /** Fields of a form that are not written as a form usually writes them. */
  readonly fields: readonly FormFieldPlan[];
  readonly unnamedParts?: UnnamedPartsPlan;
}

/** What writes the body: `json` is the request itself, each other one a function of the runtime. */
export type BodyKind =
  "json" | "form" | "multipart" | "multipartMixed" | "jsonLines" | "jsonSequence" | "eventStream" | "text" | "bytes";

export interface FormFieldPlan {
  readonly name: string;
  /** In a form: `deepObject(params.filter)`. */
  readonly style?: StylePlan;
  /** In a multipart form: `part(params.photo, { contentType: "image/png" })`. */
  readonly part?: PartPlan;
}

export interface PartPlan {
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string | number | boolean>>;
}

/** Parts without names, by position, and those after them. */
export interface UnnamedPartsPlan {
  readonly prefix: readonly PartPlan[];
  readonly item?: PartPlan;
}

/** A map within a body: the names of properties that lead there, `null` for every item of a list. */
export interface SerializedMapPlan {
  readonly path: readonly (string | null)[];
  readonly values: ValueSerialization;
}
