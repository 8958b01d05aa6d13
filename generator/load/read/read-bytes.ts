import { refuse } from "../../diagnostics.js";

/** Reads a stream; undefined if it has more bytes than allowed. A declared length is not trusted. */
export async function readBytes(stream: AsyncIterable<unknown>, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > maxBytes) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** Decodes UTF-8 and removes a byte order mark. */
export function decodeUtf8(source: string, bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refuse("source-unreadable", { source }, "The text is not valid UTF-8.", { help: "Save it as UTF-8." });
  }
}
