import { ApiError } from "../errors/api-error.js";
import type { SuccessfulResponse } from "./api-promise.js";
import type { ErrorBody } from "../api-types.js";
import { ConnectionError } from "../errors/connection-error.js";
import type { ConnectionErrorFields } from "../errors/request-summary.js";
import { resolveSecret } from "../credentials/select-credentials.js";
import type { CredentialTarget } from "../credentials/credential.js";
import type { RatePermit } from "../options/rate-limit.js";
import type { RequestEvent } from "../options/hooks.js";
import type { Call } from "./api-request.js";
import { readBody } from "./response-body.js";
import { readRetryAfter } from "../retries/retry-after.js";
import { isRetryable } from "../retries/retry.js";

/** Headers of the caller that hold secrets. */
const secretHeaders = ["authorization", "cookie", "proxy-authorization"];

/** The attempt that is being made, as hooks see it. It exists only where there are hooks that are told. */
export function requestEventOf(call: Call): RequestEvent {
  const { request, summary: sent, url } = call;
  const { operation, method, attempts: attempt } = sent;
  if (call.event) return call.event;
  const headers = new Headers(call.headers);
  for (const name of secretHeaders) headers.delete(name);
  return (call.event = { operation, method, route: request.path.template, url, headers, attempt });
}

/** Makes one attempt: sends the request, reads the answer to its end, and throws unless it is a success. */
export async function sendAttempt(call: Call, signal: AbortSignal, permit?: RatePermit): Promise<SuccessfulResponse> {
  const { settings, summary: sent, body } = call;
  const lost = (came: ConnectionErrorFields) => (error: unknown) => {
    throw new ConnectionError(came, error);
  };
  sent.attempts++;
  call.event = undefined;
  const began = performance.now();
  await settings.callHooks("onRequest", () => requestEventOf(call));
  const target = await authorize(call);
  // Time may have run out while a hook or a token provider was at work.
  signal.throwIfAborted();
  permit?.();
  const init = {
    method: sent.method,
    headers: target.headers,
    body: body?.content ?? null,
    // Wanted where a stream is sent before the answer begins, and no harm elsewhere.
    duplex: "half" as const,
    redirect: redirectMode(call, target.headers),
    signal,
  };
  const response = await (settings.client.fetch ?? fetch)(target.url, init).catch(lost(sent));
  permit?.(response);
  const { ok, status, statusText, headers } = response;
  const durationMs = performance.now() - began;
  await settings.callHooks("onResponse", () => ({ request: requestEventOf(call), status, headers, durationMs }));
  const { data, json, text, parseError: fault } = await readBody(response, call).catch(lost({ ...sent, status, headers }));
  if (ok && !fault) return { status, headers, data };
  const retryable = isRetryable(status, json, call.retry);
  const retryAfterMs = readRetryAfter(status, headers);
  const failure = { ...sent, status, statusText, headers, text, body: json as ErrorBody, retryable, retryAfterMs };
  throw new ApiError(failure, ok ? fault : undefined);
}

/** Adds the secrets to what the hooks have seen and perhaps added to. */
async function authorize({
  url,
  headers: given,
  event,
  credentials,
  secrets: proofs,
  settings,
}: Call): Promise<CredentialTarget> {
  const headers = new Headers(event?.headers ?? given);
  for (const name of event ? secretHeaders : []) {
    const secret = given.get(name);
    if (secret !== null) headers.set(name, secret);
  }
  const target = { url, headers };
  for (const credential of credentials) {
    const secret = await resolveSecret(credential, settings);
    proofs.set(credential.option, secret);
    credential.write(secret, target);
  }
  return target;
}

/**
 * Redirects are followed for reading only: after a 301 or 302, `fetch` would turn a write into a read and report its success. Nor are
 * they followed with a secret that would travel to another origin.
 */
function redirectMode({ summary: sent, credentials }: Call, headers: Headers): "follow" | "manual" {
  const flags = (globalThis as CloudflareGlobal).Cloudflare?.compatibilityFlags;
  // No other platform takes these headers along; today's workers leave out the first.
  const taken = flags ? secretHeaders.slice(flags.strip_authorization_on_cross_origin_redirect ? 1 : 0) : [];
  const travels = credentials.some(({ keptOnRedirect: travels }) => travels) || taken.some((name) => headers.has(name));
  return /^(GET|HEAD)$/.test(sent.method) && !travels ? "follow" : "manual";
}

/** As much as Cloudflare's workers tell about themselves. */
interface CloudflareGlobal {
  readonly Cloudflare?: { readonly compatibilityFlags?: Readonly<Record<string, boolean>> };
}
