import { propertyOf } from "../values/objects.js";

/** Which failures are retryable, as the description declares it. */
export interface RetryFacts {
  /** The header of an idempotency key, if it is not `Idempotency-Key`. */
  readonly idempotencyKey?: string;
  /** The retryable statuses. */
  readonly statuses?: readonly number[];
  /** The shortest delay before the next attempt, by status. */
  readonly waitSeconds?: Readonly<Record<number, number>>;
  /** Whether a response with this body is not retryable, whatever its status. */
  readonly never?: (body: unknown) => boolean;
}

/** Creates a test of whether the property at a path of a body has one of these values. */
export function fieldIsOneOf(
  path: readonly string[],
  values: readonly string[],
): (body: unknown) => boolean {
  return (body) => {
    const value = path.reduce<unknown>(propertyOf, body);
    // An object of the service may have a `toString` of its own.
    return (
      (typeof value === "string" || typeof value === "number" || typeof value === "boolean") &&
      values.includes(String(value))
    );
  };
}
