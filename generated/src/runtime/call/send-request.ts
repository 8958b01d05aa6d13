import type { CredentialTarget } from "../credentials/credential.js";
import { messageOf } from "../errors/message-of.js";
import { safeCause } from "../errors/safe-cause.js";
import { propertyOf } from "../values/objects.js";
import type { Call } from "./api-request.js";
import { connectionLost } from "./failures.js";
import { redact } from "./redact-secrets.js";

/** What an attempt sends first. */
export interface FirstSending extends CredentialTarget {
  /** Called if `fetch` refuses to make the request, so that certainly nothing was sent. */
  readonly onNotSent?: (() => void) | undefined;
}

/** What is sent where: the whole call, or after a redirect less of it. */
export type Sending = FirstSending & { readonly redirect: "follow" | "manual" };

/** Calls `fetch` once. Throws a ConnectionError if the network failed, and a TypeError if `fetch` cannot make the request. */
export async function sendRequest(
  call: Call,
  { url, headers, redirect, onNotSent }: Sending,
  signal: AbortSignal,
): Promise<Response> {
  const { client } = call.settings;
  const { method } = call.summary;
  // `fetch` requires `duplex` for a body that is a stream, and ignores it otherwise.
  const init = {
    method,
    headers,
    body: call.body?.content ?? null,
    duplex: "half" as const,
    redirect,
    signal,
  };
  let response: Response;
  try {
    response = await (client.fetch ?? fetch)(url, init);
  } catch (error) {
    const refused = isRefused(error, url, init);
    if (refused) onNotSent?.();
    throw refused || isUnsendable(error) ? unsendable(error, call) : connectionLost(error, call);
  }
  if (propertyOf(response, "headers")) return response;
  throw new TypeError("The option fetch must be a function that returns a promise of a Response.");
}

/** Codes of Node.js for requests that it refuses to send. */
const unsendableCodes = /INVALID_ARG|INVALID_URL|NOT_SUPPORTED|LENGTH_MISMATCH/;

/** Messages for URLs that `fetch` refuses to connect to, and, in browsers and elsewhere, for redirects without an end. */
const unsendableMessages = /\bscheme\b|\bbad port\b|\bredirect/i;

/** Whether `fetch` fails whatever the network does. A part of the request may have been sent: up to a redirect, or a part of a stream. */
function isUnsendable(error: unknown): boolean {
  return matches(error, "code", unsendableCodes) || matches(error, "message", unsendableMessages);
}

/**
 * Whether `fetch` has sent nothing. It begins by creating a Request, which throws on all platforms for one that cannot be made, and then
 * looks at the port. The codes above do not say as much: a `fetch` of the caller may fail with one of them after it has sent the request.
 */
function isRefused(error: unknown, url: string, init: RequestInit): boolean {
  if (matches(error, "message", /^bad port$/)) return true;
  // A stream that has been read cannot be the body of another Request.
  const body = init.body instanceof ReadableStream ? null : (init.body ?? null);
  try {
    return (
      typeof Request === "function" &&
      new Request(url, { ...init, body, signal: null }).method === ""
    );
  } catch {
    return true;
  }
}

function matches(error: unknown, name: string, pattern: RegExp): boolean {
  return [error, propertyOf(error, "cause")]
    .map((reason) => propertyOf(reason, name))
    .some((text) => typeof text === "string" && pattern.test(text));
}

function unsendable(error: unknown, call: Call): TypeError {
  const { method, path } = call.summary;
  const cause = safeCause(error, (text) => redact(text, call));
  return new TypeError(`The request cannot be made: ${method} ${path}: ${messageOf(cause)}`, {
    cause,
  });
}
