import { ApiError } from "../errors/api-error.js";
import type { ApiErrorFields } from "../errors/api-error.js";
import { ConnectionError } from "../errors/connection-error.js";
import { printable } from "../errors/printable.js";
import type { RequestSummary } from "../errors/request-summary.js";
import { safeCause } from "../errors/safe-cause.js";
import type { Call } from "./api-request.js";
import { redact, redactBody, redactHeaders } from "./redact-secrets.js";

/** What errors report about a response, without the secrets of the request that it may repeat. */
export interface ResponseFields extends RequestSummary {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
}

export function responseFields(
  { status, statusText, headers }: Response,
  call: Call,
): ResponseFields {
  return {
    ...call.summary,
    status,
    statusText: redact(statusText, call),
    headers: redactHeaders(headers, call),
  };
}

/** The error for a response that is not successful, which the guard of its API recognizes. */
export function apiError<Body>(
  fields: ApiErrorFields<Body>,
  { settings }: Call,
  parseError?: Error,
): ApiError<Body> {
  const error = new ApiError(fields, parseError);
  settings.api.mark?.(error);
  return error;
}

/** The error for a request without a response, or for a response that ended early. */
export function connectionLost(error: unknown, call: Call, response?: Response): ConnectionError {
  const received = response && {
    status: response.status,
    headers: redactHeaders(response.headers, call),
  };
  return new ConnectionError(
    { ...call.summary, ...received },
    safeCause(error, (text) => redact(text, call)),
  );
}

/** What errors report about a text that is not JSON. The parser quotes the text, and so it is given one without secrets. */
export function invalidJson(
  received: string,
  call: Call,
  place = "",
): { readonly text: string; readonly parseError: SyntaxError } {
  const text = redactBody(received, call);
  let reason = "Invalid JSON";
  try {
    JSON.parse(text);
  } catch (error) {
    reason = (error as SyntaxError).message;
  }
  return { text, parseError: new SyntaxError(printable(place + reason)) };
}
