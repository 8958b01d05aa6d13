import type { Answer } from "./api-promise.js";
import { ApiError } from "./api-error.js";
import type { ErrorBody } from "./api.js";
import { ConnectionError } from "./connection-error.js";
import { writeCredential } from "./credentials.js";
import type { RequestEvent } from "./options.js";
import type { Prepared } from "./request.js";
import { readBody } from "./response.js";
import { isRetryable } from "./retry.js";
import type { Settings } from "./settings.js";

/** Headers that hold secrets when the caller sets them. */
const secretHeaders = ["authorization", "cookie", "proxy-authorization"];

/** One attempt, as hooks see it. */
export function requestEvent({ method, route, url, headers }: Prepared, attempt: number): RequestEvent {
  const shown = new Headers(headers);
  for (const name of secretHeaders) shown.delete(name);
  return { method, route, url, headers: shown, attempt };
}

/** Makes one attempt: sends the request, reads the answer to its end, and throws unless it is a success. */
export async function exchange(
  prepared: Prepared,
  settings: Settings,
  request: RequestEvent,
  signal: AbortSignal,
): Promise<Answer> {
  const { method, path } = prepared;
  const sent = { method, path, attempts: request.attempt };
  const began = performance.now();
  await settings.notify("onRequest", request);
  const [url, init] = await authorize(prepared, settings, request);
  const send = settings.client.fetch ?? globalThis.fetch;
  signal.throwIfAborted();
  const response = await connected(send(url, { ...init, signal }), sent);
  const { status, statusText, headers } = response;
  await settings.notify("onResponse", { request, status, headers, durationMs: performance.now() - began });
  const { data, json, text, fault } = await connected(readBody(response), sent);
  if (response.ok && !fault) return { status, headers, data };
  const failure = { ...sent, status, statusText, headers, text, body: json as ErrorBody, retryable: isRetryable(status, json) };
  throw new ApiError(failure, response.ok ? fault : undefined);
}

/** Adds the credentials, and the secrets among the caller's own headers, to what the hooks have seen and perhaps added to. */
async function authorize(
  prepared: Prepared,
  settings: Settings,
  request: RequestEvent,
): Promise<[url: string, init: RequestInit]> {
  const { method, body, credentials } = prepared;
  const headers = new Headers(request.headers);
  for (const name of secretHeaders) {
    const value = prepared.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  let url = prepared.url;
  for (const credential of credentials) {
    for (const pair of await writeCredential(credential, settings, headers)) url += (url.includes("?") ? "&" : "?") + pair;
  }
  return [url, { method, headers, body, redirect: redirect(prepared) }];
}

/**
 * Redirects are followed for reading only: after a 301 or 302, `fetch` would turn a write into a read and report its success. Nor are
 * they followed with a key in a header of its own, which `fetch`, unlike `Authorization`, would take along to another origin.
 */
function redirect({ method, credentials }: Prepared): "follow" | "manual" {
  const exposed = credentials.some((credential) => credential.scheme === "apiKey" && credential.in === "header");
  return /^(GET|HEAD)$/.test(method) && !exposed ? "follow" : "manual";
}

async function connected<Result>(work: Promise<Result>, sent: ConstructorParameters<typeof ConnectionError>[0]): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw new ConnectionError(sent, error);
  }
}
