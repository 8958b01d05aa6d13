import { ConnectionError } from "../errors/connection-error.js";
import type { RequestSummary } from "../errors/request-summary.js";
import { safeCause } from "../errors/safe-cause.js";
import type { Call } from "./api-request.js";
import { redact, redactHeaders } from "./redact-secrets.js";

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
  return { ...call.summary, status, statusText, headers: redactHeaders(headers, call) };
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
