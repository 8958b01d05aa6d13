interface Crypto {
  readonly getRandomValues: (bytes: Uint8Array) => Uint8Array;
}

/**
 * A random UUID (RFC 9562, section 5.4). `crypto.randomUUID` is missing in browsers without TLS, and `crypto` in Node 18: `Math.random` is
 * good enough for the uses here, which need no secret.
 */
export function randomUuid(): string {
  const { crypto } = globalThis as { crypto?: Crypto };
  const bytes =
    crypto?.getRandomValues(new Uint8Array(16)) ??
    Uint8Array.from({ length: 16 }, () => Math.random() * 256);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})/, "$1-$2-4$3-a$4-$5");
}

/** The caller's idempotency key, or a new one, by which a service recognizes a request that is sent again. It need not be a secret. */
export function idempotencyKey<Key>(key?: Key): NonNullable<Key> | string {
  return key ?? randomUuid();
}
