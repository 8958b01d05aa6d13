import { toText } from "./encode.js";

/**
 * Percent-encodes a value but for reserved characters and what is percent-encoded already (RFC 6570, section 3.2.3). A `#` is encoded all
 * the same: what follows it would be a fragment, which is never sent.
 */
export function encodeReserved(value: unknown, place: string): string {
  const encoded = (bare: string) => encodeURI(bare).replace(/#/g, "%23");
  return toText(value, place).replace(
    /(%[\da-f]{2}|[[\]])|[^%[\]]+|%/gi,
    (text, kept?: string) => kept ?? encoded(text),
  );
}
