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

/** Headers of the caller that hold secrets. */
const secretHeaders = ["authorization", "cookie", "proxy-authorization"];

/** The attempt that is about to be made, as hooks see it. */
function begin(prepared: Prepared): RequestEvent {
  const { request, sent, url } = prepared;
  const { operation, method } = sent;
  const headers = new Headers(prepared.headers);
  for (const name of secretHeaders) headers.delete(name);
  const attempt = ++sent.attempts;
  return (prepared.event = { operation, method, route: request.path.template, url, headers, attempt });
}

/** Makes one attempt: sends the request, reads the answer to its end, and throws unless it is a success. */
export async function exchange(
  prepared: Prepared,
  settings: Settings,
  signal: AbortSignal,
  permit?: RatePermit,
): Promise<Answer> {
  const { sent, retry } = prepared;
  const request = begin(prepared);
  const began = performance.now();
  const end = prepared.body?.end;
  if (end) signal.addEventListener("abort", () => void end());
  await settings.notify("onRequest", request);
  const [url, init] = await authorize(prepared, settings, request);
  const send = settings.client.fetch ?? globalThis.fetch;
  // Time may have run out while a hook or a token provider was at work.
  signal.throwIfAborted();
  permit?.();
  const response = await connected(send(url, { ...init, signal }), sent);
  const { ok, status, statusText, headers } = response;
  permit?.(response);
  await settings.notify("onResponse", { request, status, headers, durationMs: performance.now() - began });
  const { data, json, text, fault } = await connected(readBody(response, { prepared, settings, request }), {
    ...sent,
    status,
    headers,
  });
  if (ok && !fault) return { status, headers, data };
  const retryable = isRetryable(status, json, retry);
  const retryAfterMs = retryAfter(status, headers);
  const body = json as ErrorBody;
  throw new ApiError({ ...sent, status, statusText, headers, text, body, retryable, retryAfterMs }, ok ? fault : undefined);
}

/** Adds the secrets to what the hooks have seen and perhaps added to. */
async function authorize(
  prepared: Prepared,
  settings: Settings,
  request: RequestEvent,
): Promise<[url: string, init: RequestInit]> {
  const { sent, body, credentials, proofs } = prepared;
  const target = { url: prepared.url, headers: new Headers(request.headers) };
  for (const name of secretHeaders) {
    const secret = prepared.headers.get(name);
    if (secret !== null) target.headers.set(name, secret);
  }
  for (const credential of credentials) {
    const secret = await secretOf(credential, settings);
    proofs.set(credential.option, secret);
    credential.write(secret, target);
  }
  const { url, headers } = target;
  return [url, { method: sent.method, headers, ...contentOf(body), redirect: redirect(prepared, headers) }];
}

/** `fetch` wants to be told that a stream is sent before the answer begins, and its types do not know the word everywhere. */
function contentOf(body: WrittenBody | undefined): Pick<RequestInit, "body"> {
  return { body: body?.content ?? null, ...(body?.replayable === false && { duplex: "half" }) };
}

/**
 * Redirects are followed for reading only: after a 301 or 302, `fetch` would turn a write into a read and report its success. Nor are
 * they followed with a secret that would travel to another origin.
 */
function redirect({ sent, credentials }: Prepared, headers: Headers): "follow" | "manual" {
  const flags = (globalThis as Worker).Cloudflare?.compatibilityFlags;
  // No other platform takes these headers along; today's workers leave out the first.
  const taken = flags ? secretHeaders.slice(flags.strip_authorization_on_cross_origin_redirect ? 1 : 0) : [];
  const travels = credentials.some(({ travels }) => travels) || taken.some((name) => headers.has(name));
  return /^(GET|HEAD)$/.test(sent.method) && !travels ? "follow" : "manual";
}

/** As much as Cloudflare's workers tell about themselves. */
interface Worker {
  readonly Cloudflare?: { readonly compatibilityFlags?: Readonly<Record<string, boolean>> };
}

async function connected<Result>(work: Promise<Result>, came: Came): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw new ConnectionError(came, error);
  }
}
