import type { Call, ResponseReader } from "./api-request.js";

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

/** Reads a body to its end, unless the request's own reader handles it. */
export async function readBody(response: Response, call: Call): Promise<ParsedBody> {
  const { read, accept = "" } = call.request;
  const result = response.ok ? await read?.(response, call) : undefined;
  if (result !== undefined) return { data: result, text: "" };
  const type = response.headers.get("content-type") ?? "";
  if (response.ok && !textual.test(type)) {
    const data = await response.blob();
    return { data: data.size ? data : undefined, text: "" };
  }
  const isJson = /^[^;]*[/+]json *(;|$)/i.test(type);
  // JSON is UTF-8 whatever the charset parameter says (RFC 8259, sections 8.1 and 11).
  const charset = isJson ? undefined : /charset="?([^\s";]+)/i.exec(type)?.[1];
  const text = charset ? decode(await response.arrayBuffer(), charset) : await response.text();
  // A body without a media type, or `text/plain`, is parsed as JSON if it looks like it and the request accepts no text.
  const looksLikeJson =
    /^($|text\/plain)/i.test(type) && !accept.includes("text/") && /^\s*[[{"]/.test(text);
  if (text === "" || !(isJson || looksLikeJson)) return { data: text || undefined, text };
  try {
    const json: unknown = JSON.parse(text);
    return { data: json, json, text };
  } catch (error) {
    return { data: text, text, ...(isJson && { parseError: error as SyntaxError }) };
  }
}

/** An unsupported charset is decoded as UTF-8, so that at least ASCII characters are right. */
function decode(bytes: ArrayBuffer, charset?: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return decode(bytes);
  }
}

/** Reads a body that the description declares as binary as a Blob, even if its media type is text. */
export const readBlob: ResponseReader = (response) =>
  /^20[45]$/.test(String(response.status)) ? undefined : response.blob();
