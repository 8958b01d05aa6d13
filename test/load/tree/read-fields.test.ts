import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../../generator/diagnostics.js";
import { quote } from "../../../generator/load/tree/quote.js";
import * as fields from "../../../generator/load/tree/read-fields.js";
import { parse } from "../../../generator/load/parse/parse.js";

const { root } = parse(
  { name: "a.yaml", text: "s: text\nn: 1.5\nb: true\nl: [x, 2]\nm: {k: v}\nz: null\ni: 9007199254740993\n" },
  () => undefined,
);

function reading<T>(read: (report: (fault: Diagnostic) => void) => T) {
  const messages: string[] = [];
  const value = read(({ code, message, help }) => messages.push(`${code}: ${message}${help === undefined ? "" : ` ${help}`}`));
  return { value, messages };
}

describe("a field of the right type is read", () => {
  test.each([
    { read: fields.readString, key: "s", want: "text" },
    { read: fields.readNumber, key: "n", want: 1.5 },
    { read: fields.readNumber, key: "i", want: 9007199254740993n },
    { read: fields.readBoolean, key: "b", want: true },
    { read: fields.readList, key: "l", want: root.fields.get("l") },
    { read: fields.readMap, key: "m", want: root.fields.get("m") },
    { read: fields.readString, key: "none", want: undefined },
  ])("$key", ({ read, key, want }) => {
    expect(reading((report) => read(root, key, report))).toEqual({ value: want, messages: [] });
  });
});

describe("a field of another type is reported and treated as absent", () => {
  test.each([
    { read: fields.readString, key: "l", want: "wrong-type: `l` must be a string, but is a list." },
    { read: fields.readString, key: "n", want: "wrong-type: `n` must be a string, but is a number. Write the value in quotes." },
    { read: fields.readString, key: "z", want: "wrong-type: `z` must be a string, but is null." },
    { read: fields.readNumber, key: "s", want: "wrong-type: `s` must be a number, but is a string." },
    { read: fields.readBoolean, key: "m", want: "wrong-type: `m` must be a boolean, but is a map." },
    { read: fields.readList, key: "b", want: "wrong-type: `b` must be a list, but is a boolean." },
    { read: fields.readMap, key: "z", want: "wrong-type: `z` must be a map, but is null." },
  ])("$want", ({ read, key, want }) => {
    expect(reading((report) => read(root, key, report))).toEqual({ value: undefined, messages: [want] });
  });

  test("of a list, only the items of another type", () => {
    const want = {
      value: ["x"],
      messages: ["wrong-type: An item of `l` must be a string, but is a number. Write the value in quotes."],
    };
    expect(reading((report) => fields.readStrings(root, "l", report))).toEqual(want);
  });

  test("a required field", () => {
    const want = { value: undefined, messages: ["missing-field: The record has no `none`, which is required."] };
    expect(reading((report) => fields.requireField(root, "none", "The record", report))).toEqual(want);
  });
});

test("a long text is shortened in a message", () => {
  expect(quote("x".repeat(1000))).toBe(`\`${"x".repeat(120)}…\``);
});
