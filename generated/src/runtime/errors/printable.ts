/**
 * A text of the service as one line that is safe to print: without control characters, bidirectional marks and other invisible
 * characters, by which a terminal or a log would show something else. Longer texts are cut.
 */
export function printable(text: string, maximum = 500): string {
  const line = text
    .trimStart()
    .slice(0, maximum * 4)
    .replace(/[\s\p{Cc}\p{Cf}\p{Cs}]+/gu, " ")
    .trim();
  return line.length > maximum ? `${line.slice(0, maximum)}…` : line;
}
