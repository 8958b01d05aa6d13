import { ApiError } from "../errors/api-error.js";
import type { SuccessfulResponse } from "./api-promise.js";
import { resolveSecret } from "../credentials/select-credentials.js";
import type { CredentialTarget } from "../credentials/credential.js";
import type { RatePermit } from "../options/rate-limit.js";
import type { RequestEvent } from "../options/hooks.js";
import type { RunOptions } from "../options/run-options.js";
import type { Call } from "./api-request.js";
import { apiError, connectionLost, responseFields } from "./failures.js";
import { redact, redactHeaders } from "./redact-secrets.js";
import { sendFollowing } from "./redirects.js";
import { readBody } from "./response-body.js";
import { readRetryAfter } from "../retries/retry-after.js";
import { isRetryable } from "../retries/retry.js";
import { openHeadersOf } from "../values/open-headers.js";

/** The current attempt as hooks see it. It is created only for a client or call that has hooks. */
export function requestEventOf(call: Call): RequestEvent {
  const { request, summary, url } = call;
  const { operation, method } = summary;
  const { template: route } = request.path;
  return (call.event ??= {
    operation,
    method,
    route,
    url: redact(url, call),
    headers: openHeadersOf(call.headers),
    attempt: call.attempt,
  });
}

/** Makes one attempt: sends the request and reads the response. Throws unless the response is successful. */
export async function sendAttempt(
  call: Call,
  signal: AbortSignal,
  permit?: RatePermit,
): Promise<SuccessfulResponse> {
  const { settings } = call;
  const { onAttempt }: RunOptions = settings.call;
  call.attempt++;
  call.event = undefined;
  call.sent = undefined;
  const startedAt = performance.now();
  await settings.notify("onRequest", () => requestEventOf(call));
  call.sent = await authorize(call);
  permit?.();
  // The signal may have been aborted while a hook or a token provider was running.
  signal.throwIfAborted();
  call.summary.attempts++;
  onAttempt?.();
  const onNotSent = () => {
    call.summary.attempts--;
    onAttempt?.("not-sent");
  };
  const response = await sendFollowing(call, { ...call.sent, onNotSent }, signal);
  permit?.(response);
  const { ok, status, headers } = response;
  const durationMs = performance.now() - startedAt;
  onAttempt?.(status, durationMs);
  await settings.notify("onResponse", () => {
    return {
      request: requestEventOf(call),
      status,
      headers: redactHeaders(headers, call),
      durationMs,
    };
  });
  const { data, json, text, parseError } = await readBody(response, call).catch(
    (error: unknown) => {
      throw error instanceof ApiError ? error : connectionLost(error, call, response);
    },
  );
  if (ok && !parseError) return { status, headers, data };
  const retryable = isRetryable(status, json, call.retry);
  const retryAfterMs = readRetryAfter(status, headers);
  const fields = {
    ...responseFields(response, call),
    text,
    body: json,
    retryable,
    retryAfterMs,
  };
  throw apiError(fields, call, ok ? parseError : undefined);
}

/** Adds the secrets to the headers, after the hooks have seen and possibly changed those that are no secrets. */
async function authorize(call: Call): Promise<CredentialTarget> {
  const { url, event, credentials, secrets, settings } = call;
  const target = { url, headers: new Headers(call.headers) };
  if (event) for (const name of openHeadersOf(call.headers).keys()) target.headers.delete(name);
  event?.headers.forEach((value, name) => target.headers.set(name, value));
  for (const credential of credentials) {
    const secret = await resolveSecret(credential, settings);
    secrets.set(credential.option, secret);
    credential.write(secret, target);
  }
  return target;
}
