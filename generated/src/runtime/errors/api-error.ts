import type { ErrorBody, Operations } from "../api-types.js";
import { hasBrand, brandErrors } from "./brand.js";
import { printable } from "./printable.js";
import type { RequestSummary } from "./request-summary.js";
import { isPlainObject, propertyOf } from "../values/objects.js";
import type {
  AnyFailureBody,
  FailureBody,
  FailureKeyOf,
  HeadersOf,
} from "../bodies/response-types.js";

/** The properties that an {@link ApiError} is created from. */
export interface ApiErrorFields<Body> extends RequestSummary {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body | undefined;
  readonly retryable: boolean;
  readonly retryAfterMs?: number | undefined;
}

/** The service sent a response that is not successful: a status other than 2xx, or a 2xx whose JSON is invalid or too large. */
export class ApiError<Body = ErrorBody> extends Error {
  declare readonly status: number;
  /** The reason phrase; empty with HTTP/2, which has none. */
  declare readonly statusText: string;
  /** The headers of the response. */
  declare readonly headers: Headers;
  /** The body as text; of a large one, only the beginning. */
  declare readonly text: string;
  /** The parsed body if it is JSON; undefined for other bodies, such as the HTML page of a proxy. */
  declare readonly body: Body | undefined;
  /** The identifier of the request for the service's support, from the body or a header of the response. */
  declare readonly correlationId: string | undefined;
  /** Whether the same request may succeed later. */
  declare readonly retryable: boolean;
  /** The delay before the next attempt that the service asks for, in milliseconds. */
  declare readonly retryAfterMs: number | undefined;
  /** How the class calls the operation: `batch.update`. */
  declare readonly operation: string;
  declare readonly method: string;
  /** The path as sent, without the query. */
  declare readonly path: string;
  /** How many requests were sent. */
  declare readonly attempts: number;

  /** @param parseError - Why the body of a 2xx response could not be parsed, or not be read to its end. */
  constructor(fields: ApiErrorFields<Body>, parseError?: Error) {
    super(describe(fields, parseError), parseError && { cause: parseError });
    Object.assign(this, fields, { correlationId: correlationId(fields.body, fields.headers) });
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
): error is ApiError<FailureBody<Operations[Name], Status>> & {
  readonly operation: Name;
  readonly status: Status;
  readonly headers: HeadersOf<Operations[Name], FailureKeyOf<Operations[Name], Status>>;
};
export function isApiError(error: unknown, ...expected: unknown[]): boolean {
  return (
    hasBrand(error, "ApiError") &&
    expected.every((value, index) => propertyOf(error, index ? "status" : "operation") === value)
  );
}

/** The message: first the status, since tools often show the message alone, then the request, then the message of the service. */
function describe(
  { status, statusText, method, path, body, text }: ApiErrorFields<unknown>,
  parseError: Error | undefined,
): string {
  const reason =
    parseError &&
    (parseError instanceof SyntaxError ? "the body is not JSON: " : "") + parseError.message;
  const message =
    reason === undefined
      ? (messageIn(body) ?? (/^\s*</.test(text) ? "" : text))
      : `${reason}${text && `: ${text.slice(0, 2000)}`}`;
  const detail = printable(message);
  return printable(`${status} ${statusText}`) + `: ${method} ${path}` + (detail && `: ${detail}`);
}

/** The properties in which services send error messages, such as `detail` and `title` of RFC 9457; `0` is the first item of an array. */
const messageProperties = [
  "message",
  "detail",
  "error_description",
  "title",
  "error",
  "errors",
  "0",
];

function messageIn(body: unknown, depth = 0): string | undefined {
  if (typeof body === "string") return body;
  for (const name of depth < 4 ? messageProperties : []) {
    const message = messageIn(propertyOf(body, name), depth + 1);
    if (message) return message;
  }
  return undefined;
}

/** The value of `correlationId`, `request_id`, `x-request-id`, `x-amzn-trace-id` or another name with such an ending. */
export function correlationId(body: unknown, headers: Headers): string | undefined {
  const entries: (readonly [string, unknown])[] = [
    ...(isPlainObject(body) ? Object.entries(body) : []),
    ...headers,
  ];
  const found = entries.find(
    ([name, value]) =>
      /(correlation|request|trace)[-_]?id$/i.test(name) && typeof value === "string",
  );
  return found && printable(String(found[1]));
}
