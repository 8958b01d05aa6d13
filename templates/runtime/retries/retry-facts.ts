import { propertyOf } from "../values/objects.js";

/** What is known about failures that pass. */
export interface RetryFacts {
  /** The statuses after which trying again makes sense. */
  readonly statuses?: readonly number[];
  /** The least wait before the next attempt, by status. */
  readonly waitSeconds?: Readonly<Record<number, number>>;
  /** Whether a failure with this body is final, whatever its status. */
  readonly never?: (body: unknown) => boolean;
}

/** Whether this field of a body holds one of these values. */
export function fieldIsOneOf(path: readonly string[], values: readonly string[]): (body: unknown) => boolean {
  return (body) => values.includes(String(path.reduce(propertyOf, body)));
}
