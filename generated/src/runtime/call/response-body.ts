import { type Bytes, readBytes } from "../bodies/read-bytes.js";
import type { ApiError } from "../errors/api-error.js";
import type { Call, ResponseReader } from "./api-request.js";
import { apiError, invalidJson, responseFields } from "./failures.js";
import { redactBody } from "./redact-secrets.js";

/** The body of a response, parsed by the media type that the response has, not by the one that the description declares. */
export interface ParsedBody {
  /** What the caller receives: the JSON value, the text, a Blob for other media types, or undefined for an empty body. */
  readonly data: unknown;
  /** The parsed value, if the body is JSON. */
  readonly json?: unknown;
  readonly text: string;
  /** Why a body whose media type is JSON could not be parsed. */
  readonly parseError?: Error;
}

/** Media types whose bodies are text; all others are binary. A response without a media type is read as text. */
const textual = /^($|text\/|[^;]*(json|xml\b|yaml|javascript|urlencoded))/i;

/** The most bytes that are read of the body of a failed response. */
const maximumErrorBytes = 2 ** 20;

/** Reads a body to its end, unless the request's own reader handles it. */
export async function readBody(response: Response, call: Call): Promise<ParsedBody> {
  const { read, accept = "" } = call.request;
  const result = response.ok ? await read?.(response, call) : undefined;
  if (result !== undefined) return { data: result, text: "" };
  const type = response.headers.get("content-type") ?? "";
  const bytes = await readBounded(response, call);
  if (response.ok && !textual.test(type)) {
    return { data: bytes.length > 0 ? new Blob([bytes], { type }) : undefined, text: "" };
  }
  const isJson = /^[^;]*[/+]json *(;|$)/i.test(type);
  // JSON is UTF-8 whatever the charset parameter says (RFC 8259, sections 8.1 and 11).
  const charset = isJson ? undefined : /charset="?([^\s";]+)/i.exec(type)?.[1];
  const received = decode(bytes, charset);
  const text = response.ok ? received : redactBody(received, call);
  // A body without a media type, or `text/plain`, is parsed as JSON if it looks like it and the request accepts no text.
  const looksLikeJson =
    /^($|text\/plain)/i.test(type) && !accept.includes("text/") && /^\s*[[{"]/.test(text);
  if (text === "" || !(isJson || looksLikeJson)) return { data: text || undefined, text };
  try {
    const json: unknown = JSON.parse(text);
    return { data: json, json, text };
  } catch {
    // The text becomes part of an error, even if the status is one of success.
    return { data: text, text, ...(isJson && invalidJson(text, call)) };
  }
}

/** Reads the body within its bounds. Of the body of a failed response, the beginning is enough. */
async function readBounded(response: Response, call: Call): Promise<Bytes> {
  const { maxResponseBytes } = call;
  const { bytes, complete } = await readBytes(
    response,
    response.ok ? maxResponseBytes : Math.min(maxResponseBytes, maximumErrorBytes),
  );
  if (complete || !response.ok) return bytes;
  throw tooLarge(response, call, "the body is");
}

/** The error for a response, or an item of a stream, that is larger than `maxResponseBytes`. It is not read to its end. */
export function tooLarge(response: Response, call: Call, what: string): ApiError<unknown> {
  const fields = { ...responseFields(response, call), text: "", body: undefined, retryable: false };
  const reason = new RangeError(`${what} larger than ${call.maxResponseBytes} (maxResponseBytes)`);
  return apiError(fields, call, reason);
}

/** An unsupported charset is decoded as UTF-8, so that at least ASCII characters are right. */
function decode(bytes: Bytes, charset?: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch (error) {
    if (charset === undefined) throw error;
    return decode(bytes);
  }
}

/** Reads a body that the description declares as binary as a Blob, even if its media type is text. */
export const readBlob: ResponseReader = async (response, call) => {
  if (/^20[45]$/.test(String(response.status))) return undefined;
  return new Blob([await readBounded(response, call)], {
    type: response.headers.get("content-type") ?? "",
  });
};
