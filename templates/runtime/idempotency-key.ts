/**
 * The caller's key, or a new one: random, so that a service knows an attempt that it has seen before. Not every platform has `crypto`
 * (Node 18, browsers without TLS), and a key need not be a secret.
 */
export function idempotencyKey<Key>(given?: Key): NonNullable<Key> | string {
  const { crypto } = globalThis as { crypto?: { randomUUID?: () => string } };
  return given ?? crypto?.randomUUID?.() ?? Array.from({ length: 4 }, () => Math.random().toString(36).slice(2, 10)).join("-");
}
