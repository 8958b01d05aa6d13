import type { BodyWriter, WrittenBody } from "./body.js";

/** Binary data. A stream is read while it is sent, so it can be sent only once. */
export type Bytes = Blob | ArrayBufferView | ArrayBuffer | ReadableStream;

/** A binary body, sent unchanged. The media type is that of a Blob, or else `application/octet-stream`. */
export function bytes(value: Bytes | null | undefined): BodyWriter | undefined {
  if (value === undefined || value === null) return undefined;
  return () => {
    if (!isBytes(value))
      throw new TypeError(
        "The body must be a Blob, an ArrayBuffer, a view of one, or a ReadableStream.",
      );
    const contentType = (value instanceof Blob && value.type) || "application/octet-stream";
    // Newer types of `fetch` exclude views of shared memory, which `fetch` itself rejects.
    return {
      content: value as WrittenBody["content"],
      contentType,
      replayable: !isReadableStream(value),
    };
  };
}

export function isBytes(value: unknown): value is Bytes {
  return (
    value instanceof Blob ||
    ArrayBuffer.isView(value) ||
    value instanceof ArrayBuffer ||
    isReadableStream(value)
  );
}

export function isReadableStream(value: unknown): value is ReadableStream {
  return value instanceof ReadableStream;
}
