interface Crypto {
  readonly getRandomValues: (bytes: Uint8Array) => Uint8Array;
}

/** A random UUID (RFC 9562, section 5.4). Browsers without TLS lack `crypto.randomUUID`; Node 18 lacks `crypto`, which no use here needs. */
export function randomUuid(): string {
  const { crypto } = globalThis as { crypto?: Crypto };
  const bytes = crypto?.getRandomValues(new Uint8Array(16)) ?? Uint8Array.from({ length: 16 }, () => Math.random() * 256);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4}).(.{3}).(.{3})(.{12})/, "$1-$2-4$3-a$4-$5");
}

/** The caller's key, or a new one, so that a service knows an attempt that it has seen before. A key need not be a secret. */
export function idempotencyKey<Key>(given?: Key): NonNullable<Key> | string {
  return given ?? randomUuid();
}
