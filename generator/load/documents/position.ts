import type { Position } from "../../diagnostics.js";

/** The offsets of line starts; lines end with `\n`, `\r\n` or `\r`. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length);
  return starts;
}

/** A cache for the last text, since many diagnostics usually point into the same one. */
let last: { readonly text: string; readonly starts: readonly number[] } = { text: "", starts: [0] };

/** The line and column of an offset; an offset beyond the end of the text counts as its end. */
export function positionAt(text: string, offset: number): Position {
  if (last.text !== text) last = { text, starts: lineStarts(text) };
  const bounded = Math.max(0, Math.min(offset, text.length));
  const line = lineAt(last.starts, bounded);
  return { line: line + 1, column: bounded - (last.starts[line] ?? 0) + 1 };
}

/** The last line that starts at or before the offset. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
