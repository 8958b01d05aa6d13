import type { ResponseHeader } from "../../model/types/operation.js";
import type { Schema } from "../../model/types/schema.js";

export interface ResponsePlan {
  /** `200`, `4XX`, `default`. */
  readonly status: string;
  readonly description?: string;
  readonly body: ResponseBodyPlan;
  /** Other bodies that the response may have, depending on its media type. */
  readonly otherBodies: readonly ResponseBodyPlan[];
  readonly headers: readonly ResponseHeader[];
}

export type ResponseBodyPlan =
  | { readonly kind: "json"; readonly schema: Schema }
  | { readonly kind: "unknown" | "text" | "binary" | "none" }
  /** Streams: server-sent events with JSON data, whole server-sent events, lines of JSON, a JSON text sequence. */
  | { readonly kind: "json events" | "whole events" | "json lines" | "json sequence"; readonly schema: Schema }
  /** The same with text or unknown data. */
  | { readonly kind: "text events" | "unknown lines" | "unknown sequence" };

/** The runtime functions that read responses other than by their media type. */
export type ReaderFunction = "readBlob" | "readEvents" | "readTextEvents" | "readJsonLines" | "readJsonSequence";
