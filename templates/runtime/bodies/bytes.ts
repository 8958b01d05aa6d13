import type { BodyWriter, WrittenBody } from "./body.js";

/** Bytes as a caller may have them; a stream is read as it is sent, and only once. */
export type Bytes = Blob | ArrayBufferView | ArrayBuffer | ReadableStream;

/** A body of bytes, sent as they are. A blob brings its media type with it. */
export function bytes(value: Bytes | null | undefined): BodyWriter | undefined {
  if (value === undefined || value === null) return undefined;
  return () => {
    if (!isBytes(value)) throw new TypeError("The body must be a Blob, an ArrayBuffer, a view of one, or a ReadableStream.");
    const contentType = (value instanceof Blob && value.type) || "application/octet-stream";
    // Newer types of `fetch` tell views of shared memory apart, which it refuses itself.
    return { content: value as WrittenBody["content"], contentType, replayable: !isReadableStream(value) };
  };
}

export function isBytes(value: unknown): value is Bytes {
  return value instanceof Blob || ArrayBuffer.isView(value) || value instanceof ArrayBuffer || isReadableStream(value);
}

export function isReadableStream(value: unknown): value is ReadableStream {
  return value instanceof ReadableStream;
}
