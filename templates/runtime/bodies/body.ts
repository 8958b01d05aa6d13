import { toText } from "../values/encode.js";

/** A body as `fetch` takes it. */
export interface WrittenBody {
  readonly content: NonNullable<RequestInit["body"]>;
  readonly contentType: string;
  /** Whether the same content can be sent again: a stream is gone once it was read. */
  readonly replayable: boolean;
  /** Ends the source of a stream, wherever it is: not every `fetch` does when its signal is aborted. */
  readonly end?: () => Promise<void>;
}

/** Writes a body that is not JSON: what the functions of `form.ts`, `multipart.ts` and others give. */
export type BodyWriter = () => WrittenBody;

/** Writes what a request gives as its body: a JSON value, or whatever its writer makes of it; undefined where there is none. */
export function writeBody(body: unknown): WrittenBody | undefined {
  if (body === undefined) return undefined;
  return isBodyWriter(body) ? body() : { content: JSON.stringify(body), contentType: "application/json", replayable: true };
}

/** No value of JSON is a function. */
function isBodyWriter(body: unknown): body is BodyWriter {
  return typeof body === "function";
}

/** A body of text, sent as it is. */
export function text(value: unknown): BodyWriter | undefined {
  if (value === undefined || value === null) return undefined;
  return () => ({ content: toText(value, "The body"), contentType: "text/plain", replayable: true });
}

/** The fields of a body that need not be sent; undefined, and so no body, where none of them is given. */
export function omitIfEmpty<Fields extends object>(fields: Fields): Fields | undefined {
  return Object.values(fields).some((value) => value !== undefined) ? fields : undefined;
}
