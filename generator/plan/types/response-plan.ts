import type { ResponseHeader } from "../../model/types/operation.js";
import type { Schema } from "../../model/types/schema.js";

export interface ResponsePlan {
  /** `200`, `4XX`, `default`. */
  readonly status: string;
  readonly description?: string;
  /** What the status carries: a JSON value of a schema, text, bytes, or nothing. */
  readonly body: ResponseBodyPlan;
  /** What it carries instead where the caller, or the service, chooses so. */
  readonly otherBodies: readonly ResponseBodyPlan[];
  readonly headers: readonly ResponseHeader[];
}

export type ResponseBodyPlan =
  | { readonly kind: "json"; readonly schema: Schema }
  | { readonly kind: "unknown" | "text" | "binary" | "none" }
  /** Server-sent events whose data is JSON of a schema, or text; whole events as they are described; values one by one. */
  | { readonly kind: "json events" | "described events" | "values" | "sequence"; readonly schema: Schema }
  | { readonly kind: "text events" | "any values" | "any sequence" };

/** The functions of the runtime that read answers in a way of their own. */
export type ReaderFunction = "readBlob" | "readEvents" | "readTextEvents" | "readJsonLines" | "readJsonSequence";
