import { toText } from "../values/encode.js";

/** A serialized body, as `fetch` takes it. */
export interface WrittenBody {
  readonly content: NonNullable<RequestInit["body"]>;
  /** Undefined if `fetch` derives it from the content, as the boundary of a FormData. */
  readonly contentType: string | undefined;
  /** They take the place of the caller's: a form cannot be read without the boundary in its type. */
  readonly headers?: { readonly "content-type": string | undefined };
  /** Whether the same content can be sent again: a stream can be read only once. */
  readonly replayable: boolean;
  /** Cancels the source of a stream: not every implementation of `fetch` does so when its signal is aborted. */
  readonly end?: () => Promise<void>;
}

/** Serializes a body that is not JSON. Returned by the functions of `form.ts`, `multipart.ts` and others. */
export type BodyWriter = () => WrittenBody;

/** Serializes the body of a request as JSON, or by its writer. Undefined for a request without a body. */
export function writeBody(body: unknown): WrittenBody | undefined {
  if (body === undefined) return undefined;
  return isBodyWriter(body)
    ? body()
    : { content: JSON.stringify(body), contentType: "application/json", replayable: true };
}

/** A JSON value is never a function. */
function isBodyWriter(body: unknown): body is BodyWriter {
  return typeof body === "function";
}

/** A text body, sent unchanged. */
export function text(value: unknown): BodyWriter | undefined {
  if (value === undefined || value === null) return undefined;
  return () => ({
    content: toText(value, "The body"),
    contentType: "text/plain",
    replayable: true,
  });
}

/** The properties of an optional body; undefined, so that no body is sent, if all of them are undefined. */
export function omitIfEmpty<Fields extends object>(fields: Fields): Fields | undefined {
  return Object.values(fields).some((value) => value !== undefined) ? fields : undefined;
}
