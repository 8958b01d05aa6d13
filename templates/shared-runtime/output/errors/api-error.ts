import type {
  AnyFailureBody,
  FailureBody,
  FailureKeyOf,
  HeadersOf,
} from "../../../runtime/bodies/response-types.js";
import * as shared from "../../../runtime/errors/api-error.js";
import { propertyOf } from "../../../runtime/values/objects.js";
import { isMarked } from "../api-errors.js";
import type { ErrorBody, Operations } from "../api-types.js";

/** The service sent a response that is not successful: a status other than 2xx, or a 2xx whose JSON is invalid or too large. */
export type ApiError<Body = ErrorBody> = shared.ApiError<Body>;

/** The same class in all clients that share this runtime. {@link isApiError} tells whose error it is. */
export const ApiError: typeof shared.ApiError = shared.ApiError;

/**
 * Whether an error is an {@link ApiError} of this client, whichever copy of it threw it; not one of another client that shares its runtime.
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
    isMarked(error) &&
    shared.isApiError(error) &&
    expected.every((value, index) => propertyOf(error, index ? "status" : "operation") === value)
  );
}
