import type { ErrorBody, Operations } from "../api-types.js";
import { hasBrand, brandErrors } from "./brand.js";
import type { RequestSummary } from "./request-summary.js";
import { propertyOf } from "../values/objects.js";
import type { AnyFailureBody, BodyOf, FailureOf, HeadersOf } from "../bodies/response-types.js";

/** What an {@link ApiError} is made of. */
export interface ApiErrorFields<Body> extends RequestSummary {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body | undefined;
  readonly retryable: boolean;
  readonly retryAfterMs?: number | undefined;
}

/** The service answered, and the answer is no success: any status but 2xx, or a 2xx whose JSON is broken. */
export class ApiError<Body = ErrorBody> extends Error {
  declare readonly status: number;
  /** The reason phrase; empty over HTTP/2, which has none. */
  declare readonly statusText: string;
  /** The headers of the answer. */
  declare readonly headers: Headers;
  /** The body as it came. */
  declare readonly text: string;
  /** The body parsed, if it is JSON: a proxy in between may have answered with a page instead. */
  declare readonly body: Body | undefined;
  /** Identifies the request to the service's support, from the body or a header of the answer. */
  declare readonly correlationId: string | undefined;
  /** Whether the condition may pass, so that the same request can succeed later. */
  declare readonly retryable: boolean;
  /** How long the service asks to wait before the request is sent again, in milliseconds, where it does. */
  declare readonly retryAfterMs: number | undefined;
  /** How the class calls the operation: `batch.update`. */
  declare readonly operation: string;
  declare readonly method: string;
  /** As sent, without the query. */
  declare readonly path: string;
  /** How many requests were sent. */
  declare readonly attempts: number;

  /** @param fault - Why the body of a 2xx could not be read. */
  constructor(failure: ApiErrorFields<Body>, fault?: Error) {
    super(describe(failure, fault), fault && { cause: fault });
    Object.assign(this, failure, { correlationId: correlationId(failure.body, failure.headers) });
  }

  static {
    brandErrors(this.prototype, "ApiError");
  }
}

/**
 * Whether an error is an {@link ApiError} of this package, whichever copy of the package threw it.
 *
 * @param operation - The operation that must have failed, as the class calls it: `"batch.update"`. Narrows `body` to its failures.
 * @param status - The status that the error must have. Narrows `body` to what the operation declares for it.
 */
export function isApiError(error: unknown): error is ApiError;
export function isApiError<Name extends keyof Operations>(
  error: unknown,
  operation: Name,
): error is ApiError<AnyFailureBody<Operations[Name]>> & { readonly operation: Name };
export function isApiError<Name extends keyof Operations, Status extends number>(
  error: unknown,
  operation: Name,
  status: Status,
): error is ApiError<BodyOf<FailureOf<Operations[Name], Status>>> & {
  readonly operation: Name;
  readonly status: Status;
  readonly headers: HeadersOf<FailureOf<Operations[Name], Status>>;
};
export function isApiError(error: unknown, ...asked: unknown[]): boolean {
  return (
    hasBrand(error, "ApiError") && asked.every((value, index) => propertyOf(error, index ? "status" : "operation") === value)
  );
}

/** The status first: tools often show the message alone. Then what was asked, then the service's own words. */
function describe({ status, statusText, method, path, body, text }: ApiErrorFields<unknown>, fault: Error | undefined): string {
  const words = fault ? `the body is not JSON: ${fault.message}: ${text}` : (messageIn(body) ?? text.replace(/^\s*<.*/s, ""));
  const detail = words
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^(.{500}).+/, "$1…");
  return `${status} ${statusText}`.trim() + `: ${method} ${path}` + (detail && `: ${detail}`);
}

/** Where services put the sentence that says what is wrong, RFC 9457's `detail` and `title` among them; `0` is the first of a list. */
const messageProperties = ["message", "detail", "error_description", "title", "error", "errors", "0"];

function messageIn(body: unknown, depth = 0): string | undefined {
  if (typeof body === "string") return body;
  for (const field of depth < 4 ? messageProperties : []) {
    const words = messageIn(propertyOf(body, field), depth + 1);
    if (words) return words;
  }
  return undefined;
}

/** `correlationId`, `request_id`, `x-request-id`, `x-amzn-trace-id` and whatever else ends like these. */
export function correlationId(body: unknown, headers: Headers): string | undefined {
  const entries: (readonly [string, unknown])[] = [...Object.entries(body ?? {}), ...headers];
  const found = entries.find(([name, value]) => /(correlation|request|trace)[-_]?id$/i.test(name) && typeof value === "string");
  return found && String(found[1]);
}
