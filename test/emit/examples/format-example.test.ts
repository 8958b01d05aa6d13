import { expect, test } from "vitest";
import { formatExample } from "../../../generator/emit/examples/format-example.js";
import { type Code, code } from "../../../generator/emit/text/code.js";
import { literal } from "../../../generator/emit/text/literals.js";

test.each<{ name: string; given: Code; want: string }>([
  { name: "a short example stays on one line", given: code`await a.b({ c: [1, 2] });`, want: "await a.b({ c: [1, 2] });" },
  {
    name: "a long example is broken from the outside in",
    given: code`await shop.goods.update({ goodId: "512", labels: [{ name: "first label" }, { name: "second label" }], note: "x" });`,
    want: `await shop.goods.update({
  goodId: "512",
  labels: [{ name: "first label" }, { name: "second label" }],
  note: "x",
});`,
  },
  {
    name: "brackets and commas in strings are ignored",
    given: code`await a.b({ first: ${literal('a, {b} "[(')}, second: ${literal("c".repeat(80))} });`,
    want: `await a.b({\n  first: "a, {b} \\"[(",\n  second: "${"c".repeat(80)}",\n});`,
  },
])("$name", ({ given, want }) => {
  expect(formatExample(given)).toBe(want);
});
