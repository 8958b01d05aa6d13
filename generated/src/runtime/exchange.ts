import { ApiError } from "./api-error.js";
import type { Answer } from "./api-promise.js";
import type { ErrorBody } from "./api.js";
import type { WrittenBody } from "./body.js";
import { ConnectionError } from "./connection-error.js";
import type { Came } from "./connection-error.js";
import { secretOf } from "./credentials.js";
import type { RatePermit, RequestEvent } from "./options.js";
import type { Prepared } from "./request.js";
import { readBody } from "./response.js";
import { retryAfter } from "./retry-after.js";
import { isRetryable } from "./retry.js";
import type { Settings } from "./settings.js";

/** The attempt that is about to be made, as hooks see it. */
export function requestEvent({ sent, route, url, headers }: Prepared): RequestEvent {
  const { operation, method } = sent;
  return { operation, method, route, url, headers: new Headers(headers), attempt: sent.attempts };
}

/** Makes one attempt: sends the request, reads the answer to its end, and throws unless it is a success. */
export async function exchange(
  prepared: Prepared,
  settings: Settings,
  request: RequestEvent,
  signal: AbortSignal,
  permit?: RatePermit,
): Promise<Answer> {
  const { sent, retry, body } = prepared;
  const began = performance.now();
  signal.addEventListener("abort", () => void body?.end?.());
  await settings.notify("onRequest", request);
  const [url, init] = await authorize(prepared, settings, request);
  const send = settings.client.fetch ?? globalThis.fetch;
  // Time may have run out while a hook or a token provider was at work.
  signal.throwIfAborted();
  permit?.();
  const response = await connected(send(url, { ...init, signal }), sent);
  const { ok, status, statusText, headers } = response;
  permit?.(response);
  await settings.notify("onResponse", {
    request,
    status,
    headers,
    durationMs: performance.now() - began,
  });
  const { data, json, text, fault } = await connected(
    readBody(response, { prepared, settings, request }),
    {
      ...sent,
      status,
      headers,
    },
  );
  if (ok && !fault) return { status, headers, data };
  const told = { status, statusText, headers, text, body: json as ErrorBody };
  const known = {
    retryable: isRetryable(status, json, retry),
    retryAfterMs: retryAfter(status, headers),
  };
  throw new ApiError({ ...sent, ...told, ...known }, ok ? fault : undefined);
}

/** Adds the secrets to what the hooks have seen and perhaps added to. */
async function authorize(
  prepared: Prepared,
  settings: Settings,
  request: RequestEvent,
): Promise<[url: string, init: RequestInit]> {
  const { sent, body, credentials, secrets, proofs } = prepared;
  const headers = new Headers(request.headers);
  for (const [name, value] of secrets) headers.set(name, value);
  let { url } = prepared;
  for (const credential of credentials) {
    const secret = await secretOf(credential, settings);
    proofs.set(credential.option, secret);
    const pair = credential.write(secret, headers);
    if (pair) url += (url.includes("?") ? "&" : "?") + pair;
  }
  return [url, { method: sent.method, headers, ...contentOf(body), redirect: redirect(prepared) }];
}

/** `fetch` wants to be told that a stream is sent before the answer begins, and its types do not know the word everywhere. */
function contentOf(body: WrittenBody | undefined): Pick<RequestInit, "body"> {
  return { body: body?.content ?? null, ...(body?.replayable === false && { duplex: "half" }) };
}

/**
 * Redirects are followed for reading only: after a 301 or 302, `fetch` would turn a write into a read and report its success. Nor are
 * they followed with a credential that would travel to another origin.
 */
function redirect({ sent, credentials }: Prepared): "follow" | "manual" {
  return /^(GET|HEAD)$/.test(sent.method) && !credentials.some(({ travels }) => travels)
    ? "follow"
    : "manual";
}

async function connected<Result>(work: Promise<Result>, came: Came): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw new ConnectionError(came, error);
  }
}
