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
  /** With `mergePatch`, the body is a JSON merge patch of a value with this schema. */
  | { readonly kind: "json"; readonly schema: Schema; readonly mergePatch?: true }
  | { readonly kind: "unknown" | "text" | "binary" | "none" }
  /** The status says that there is a body, and the description does not say what it is. It adds nothing to the result of a call. */
  | { readonly kind: "undescribed" }
  /** Streams: server-sent events, lines of JSON, a JSON text sequence. */
  | EventsPlan
  | { readonly kind: "json lines" | "json sequence"; readonly schema: Schema }
  /** The same with unknown data. */
  | { readonly kind: "unknown lines" | "unknown sequence" };

/** Server-sent events: their types, and how they are read, from one decision. */
export interface EventsPlan extends EventFormats {
  readonly kind: "events";
  readonly events: readonly EventPlan[];
  /** Whether events with other names than those of `events` may follow in later versions of the service. */
  readonly open: boolean;
}

export interface EventFormats {
  /** How the data of the events with each name is written. */
  readonly formats: ReadonlyMap<string, EventFormat>;
  /** How the data of all other events is written. */
  readonly otherFormat: EventFormat;
}

/** One kind of event. */
export interface EventPlan {
  /** The values of `event`; undefined if it may be any string. */
  readonly names?: readonly string[];
  readonly data: readonly EventDataSchema[];
}

/** Data that is JSON or text; a text without a schema is any string. */
export interface EventDataSchema {
  readonly format: "json" | "text";
  readonly schema?: Schema;
}

/** JSON, text, JSON if it is an object or an array and text otherwise, or JSON except for these texts. */
export type EventFormat = "json" | "text" | "either" | readonly string[];

/** The runtime functions that read responses other than by their media type. */
export type ReaderFunction =
  "readBlob" | "readEvents" | "readTextEvents" | "readMixedEvents" | "readJsonLines" | "readJsonSequence";

export interface ReaderPlan {
  readonly function: ReaderFunction;
  /** The arguments of `readMixedEvents`, which returns the reader. */
  readonly events?: EventFormats;
}
