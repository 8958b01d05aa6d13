import { randomUuid } from "../bodies/random-uuid.js";

/** The caller's key, or a new one, so that a service knows an attempt that it has seen before. A key need not be a secret. */
export function idempotencyKey<Key>(given?: Key): NonNullable<Key> | string {
  return given ?? randomUuid();
}
