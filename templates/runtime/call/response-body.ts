import type { Call, ResponseReader } from "./api-request.js";

/** The body of an answer, parsed by what came rather than by what was hoped for. */
export interface ParsedBody {
  /** What a caller gets: the JSON value, the text, the bytes of what is neither, or undefined where nothing came. */
  readonly data: unknown;
  /** The value, if the body is JSON. */
  readonly json?: unknown;
  readonly text: string;
  /** Why a text that is labelled as JSON is none. */
  readonly parseError?: Error;
}

/** Media types whose bodies are text; what else comes is bytes. No type at all is text until proven otherwise. */
const textual = /^($|text\/|[^;]*(json|xml\b|yaml|javascript|urlencoded))/i;

/** Reads a body to its end, unless the operation has a reader that takes it. */
export async function readBody(response: Response, call: Call): Promise<ParsedBody> {
  const { read, accept = "" } = call.request;
  const own = response.ok ? await read?.(response, call) : undefined;
  if (own !== undefined) return { data: own, text: "" };
  const type = response.headers.get("content-type") ?? "";
  if (response.ok && !textual.test(type)) {
    const data = await response.blob();
    return { data: data.size ? data : undefined, text: "" };
  }
  const labelled = /^[^;]*[/+]json *(;|$)/i.test(type);
  // JSON is UTF-8 whatever its label says (RFC 8259, sections 8.1 and 11).
  const charset = labelled ? undefined : /charset="?([^\s";]+)/i.exec(type)?.[1];
  const text = charset ? decode(await response.arrayBuffer(), charset) : await response.text();
  // JSON that comes without a label, or as plain text, is understood where no text was asked for.
  const likely = /^($|text\/plain)/i.test(type) && !accept.includes("text/") && /^\s*[[{"]/.test(text);
  if (text === "" || !(labelled || likely)) return { data: text || undefined, text };
  try {
    const json: unknown = JSON.parse(text);
    return { data: json, json, text };
  } catch (error) {
    return { data: text, text, ...(labelled && { parseError: error as SyntaxError }) };
  }
}

/** A charset that the platform does not know is read as UTF-8, in which at least ASCII survives. */
function decode(bytes: ArrayBuffer, charset?: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return decode(bytes);
  }
}

/** Reads a body as bytes, whatever its label is: what the description calls a file stays one even if it holds text. */
export const readBlob: ResponseReader = (response) => (/^20[45]$/.test(String(response.status)) ? undefined : response.blob());
