import { refuse } from "../../diagnostics.js";

/** Reads until the bound, not until the size that anything claims; undefined where there is more. */
export async function readBytes(stream: AsyncIterable<unknown>, most: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > most) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** Text from UTF-8, without a byte order mark. */
export function decodeUtf8(source: string, bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refuse("source-unreadable", { source }, "The text is not valid UTF-8.", { help: "Save it as UTF-8." });
  }
}
