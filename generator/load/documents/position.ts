import type { Position } from "../../diagnostics.js";

/** Where each line starts; `\n`, `\r\n` and `\r` end one. */
function startsOfLines(text: string): readonly number[] {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length);
  return starts;
}

/** Diagnostics come in heaps that point into the same text, so the lines of the last one are remembered. */
let last: { readonly text: string; readonly starts: readonly number[] } = { text: "", starts: [0] };

/** The line and column of an offset into a text; an offset beyond the text is its end. */
export function positionAt(text: string, offset: number): Position {
  if (last.text !== text) last = { text, starts: startsOfLines(text) };
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
