import { expect, test } from "vitest";
import { positionAt } from "../../../generator/load/documents/position.js";

test.each([
  { text: "ab\ncd", offset: 0, want: { line: 1, column: 1 } },
  { text: "ab\ncd", offset: 2, want: { line: 1, column: 3 } },
  { text: "ab\ncd", offset: 3, want: { line: 2, column: 1 } },
  { text: "ab\r\ncd", offset: 4, want: { line: 2, column: 1 } },
  { text: "ab\rcd", offset: 4, want: { line: 2, column: 2 } },
  { text: "\n\n\n", offset: 3, want: { line: 4, column: 1 } },
  { text: "a😀b", offset: 3, want: { line: 1, column: 4 } },
  { text: "ab", offset: 99, want: { line: 1, column: 3 } },
  { text: "", offset: 0, want: { line: 1, column: 1 } },
])("offset $offset of $text", ({ text, offset, want }) => {
  expect(positionAt(text, offset)).toEqual(want);
});

test("ten thousand positions in a long text are fast", () => {
  const text = "some words\n".repeat(100_000);
  const started = performance.now();
  for (let line = 0; line < 10_000; line++) expect(positionAt(text, line * 11)).toEqual({ line: line + 1, column: 1 });
  expect(performance.now() - started).toBeLessThan(5_000);
});
