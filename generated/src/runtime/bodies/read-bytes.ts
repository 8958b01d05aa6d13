/** `Uint8Array<ArrayBuffer>`; before TypeScript 5.7, `Uint8Array` has no type parameter. */
export type Bytes = ReturnType<InstanceType<typeof TextEncoder>["encode"]>;

/** The bytes of a body that were read, and whether they are all. */
export interface BodyBytes {
  readonly bytes: Bytes;
  readonly complete: boolean;
}

/** Reads a body, at most up to this number of bytes, counted after decompression. The rest is cancelled, which closes the connection. */
export async function readBytes(response: Response, maximum: number): Promise<BodyBytes> {
  // React Native has no `body`.
  const reader = response.body?.getReader();
  if (!reader) return limited(new Uint8Array(await response.arrayBuffer()), maximum);
  let bytes = new Uint8Array(0);
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { bytes: bytes.subarray(0, length), complete: true };
    bytes = appended(bytes, length, value);
    length += value.length;
    if (length > maximum) {
      reader.cancel().catch(() => undefined);
      return limited(bytes, maximum);
    }
  }
}

function limited(bytes: Bytes, maximum: number): BodyBytes {
  return { bytes: bytes.subarray(0, maximum), complete: bytes.length <= maximum };
}

/** Doubles the buffer when it is full, so that a body of many small chunks takes no more memory than one of a few large chunks. */
function appended(bytes: Bytes, length: number, chunk: Bytes): Bytes {
  if (length === 0) return chunk;
  const enlarged =
    length + chunk.length > bytes.length ? new Uint8Array(2 * (length + chunk.length)) : bytes;
  if (enlarged !== bytes) enlarged.set(bytes.subarray(0, length));
  enlarged.set(chunk, length);
  return enlarged;
}
