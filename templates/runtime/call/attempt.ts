import { ApiError } from "../errors/api-error.js";
import type { SuccessfulResponse } from "./api-promise.js";
import type { ErrorBody } from "../api-types.js";
import { ConnectionError } from "../errors/connection-error.js";
import type { ConnectionErrorFields } from "../errors/request-summary.js";
import { resolveSecret } from "../credentials/select-credentials.js";
import type { CredentialTarget } from "../credentials/credential.js";
import type { RatePermit } from "../options/rate-limit.js";
import type { RequestEvent } from "../options/hooks.js";
import type { RunOptions } from "../options/run-options.js";
import type { Call } from "./api-request.js";
import { readBody } from "./response-body.js";
import { readRetryAfter } from "../retries/retry-after.js";
import { isRetryable } from "../retries/retry.js";

/** Headers that may hold secrets of the caller. */
const secretHeaders = ["authorization", "cookie", "proxy-authorization"];

/** The current attempt as hooks see it. It is created only for a client or call that has hooks. */
export function requestEventOf(call: Call): RequestEvent {
  const { request, summary, url } = call;
  const { operation, method } = summary;
  if (call.event) return call.event;
  const headers = new Headers(call.headers);
  for (const name of secretHeaders) headers.delete(name);
  return (call.event = {
    operation,
    method,
    route: request.path.template,
    url,
    headers,
    attempt: call.attempt,
  });
}

/** Makes one attempt: sends the request and reads the response. Throws unless the response is successful. */
export async function sendAttempt(
  call: Call,
  signal: AbortSignal,
  permit?: RatePermit,
): Promise<SuccessfulResponse> {
  const { settings, summary, body } = call;
  const { onAttempt }: RunOptions = settings.call;
  const failWith = (fields: ConnectionErrorFields) => (error: unknown) => {
    throw new ConnectionError(fields, error);
  };
  call.attempt++;
  call.event = undefined;
  const startedAt = performance.now();
  await settings.notify("onRequest", () => requestEventOf(call));
  const target = await authorize(call);
  // The signal may have been aborted while a hook or a token provider was running.
  signal.throwIfAborted();
  permit?.();
  summary.attempts++;
  onAttempt?.();
  const init = {
    method: summary.method,
    headers: target.headers,
    body: body?.content ?? null,
    // `fetch` requires it for a body that is a stream, and ignores it otherwise.
    duplex: "half" as const,
    redirect: redirectMode(call, target.headers),
    signal,
  };
  const response = await (settings.client.fetch ?? fetch)(target.url, init).catch(
    failWith(summary),
  );
  permit?.(response);
  const { ok, status, statusText, headers } = response;
  onAttempt?.(status);
  const durationMs = performance.now() - startedAt;
  await settings.notify("onResponse", () => ({
    request: requestEventOf(call),
    status,
    headers,
    durationMs,
  }));
  const { data, json, text, parseError } = await readBody(response, call).catch(
    failWith({ ...summary, status, headers }),
  );
  if (ok && !parseError) return { status, headers, data };
  const retryable = isRetryable(status, json, call.retry);
  const retryAfterMs = readRetryAfter(status, headers);
  const fields = {
    ...summary,
    status,
    statusText,
    headers,
    text,
    body: json as ErrorBody,
    retryable,
    retryAfterMs,
  };
  throw new ApiError(fields, ok ? parseError : undefined);
}

/** Adds the secrets to the headers, after the hooks have seen and possibly changed them. */
async function authorize(call: Call): Promise<CredentialTarget> {
  const { url, event, credentials, secrets, settings } = call;
  const headers = new Headers(event?.headers ?? call.headers);
  for (const name of event ? secretHeaders : []) {
    const secret = call.headers.get(name);
    if (secret !== null) headers.set(name, secret);
  }
  const target = { url, headers };
  for (const credential of credentials) {
    const secret = await resolveSecret(credential, settings);
    secrets.set(credential.option, secret);
    credential.write(secret, target);
  }
  return target;
}

/**
 * Redirects are followed for GET and HEAD only: after a 301 or 302, `fetch` would resend a POST as a GET and report success. Nor are they
 * followed with a secret that `fetch` would send to another origin.
 */
function redirectMode({ summary, credentials }: Call, headers: Headers): "follow" | "manual" {
  const flags = (globalThis as CloudflareGlobal).Cloudflare?.compatibilityFlags;
  // Only Cloudflare Workers send these headers to another origin; with this flag, all but `Authorization`.
  const keptHeaders = flags
    ? secretHeaders.slice(flags.strip_authorization_on_cross_origin_redirect ? 1 : 0)
    : [];
  const leaks =
    credentials.some(({ keptOnRedirect }) => keptOnRedirect) ||
    keptHeaders.some((name) => headers.has(name));
  return /^(GET|HEAD)$/.test(summary.method) && !leaks ? "follow" : "manual";
}

/** The part of the global scope of Cloudflare Workers that is read here. */
interface CloudflareGlobal {
  readonly Cloudflare?: { readonly compatibilityFlags?: Readonly<Record<string, boolean>> };
}
