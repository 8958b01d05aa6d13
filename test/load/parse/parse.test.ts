import { describe, expect, test } from "vitest";
import { type Diagnostic, Refusal } from "../../../generator/diagnostics.js";
import { toJson } from "../../../generator/load/tree/json.js";
import { limits } from "../../../generator/load/documents/limits.js";
import { parse } from "../../../generator/load/parse/parse.js";
import { positionAt } from "../../../generator/load/documents/position.js";

/** The tree of a text, or its faults as `line:column code`. */
function parsed(name: string, text: string) {
  const faults: Diagnostic[] = [];
  const shown = () =>
    faults.map(({ code, place }) => {
      const { line, column } = positionAt(text, place?.offset ?? 0);
      return `${line}:${column} ${code}`;
    });
  try {
    const source = parse({ name, text }, (fault) => faults.push(fault));
    return { source, faults: shown(), messages: faults.map(({ message }) => message) };
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    faults.push(...thrown.diagnostics);
    return { source: undefined, faults: shown(), messages: faults.map(({ message }) => message) };
  }
}

describe("invalid JSON is refused at its place", () => {
  const cases = [
    { given: '{"a": 1,}', want: ["1:9 syntax"] },
    { given: '{"a": [1, 2,]}', want: ["1:13 syntax"] },
    { given: '{"a": 1 "b": 2}', want: ["1:9 syntax"] },
    { given: '{\n  "a" 1\n}', want: ["2:7 syntax"] },
    { given: '{\n  "a": \n}', want: ["3:1 syntax"] },
    { given: '{"a": 1} // done', want: ["1:10 syntax"] },
    { given: '{"a": 1} {"b": 2}', want: ["1:10 syntax"] },
    { given: '{"a": 1', want: ["1:8 syntax"] },
    { given: '{"a": "\\q"}', want: ["1:7 syntax"] },
    { given: '{"a": 01}', want: ["1:8 syntax", "1:9 syntax"] },
    { given: '{"a": nul}', want: ["1:7 syntax", "1:10 syntax"] },
    { given: '{"a": 1, "b": 2, "a": 3}', want: ["1:18 duplicate-key"] },
    { given: '{"a": 1e400}', want: ["1:2 invalid-value"] },
    { given: "{", want: ["1:2 syntax"] },
  ];
  test.each(cases)("$given", ({ given, want }) => {
    expect(parsed("a.json", given).faults).toEqual(want);
  });
});

describe("invalid YAML, or a root that is not a map, is refused at its place", () => {
  const cases = [
    { given: "a: b: c\n", want: ["1:4 syntax"] },
    { given: "a: [1, 2\nb: 3\n", want: ["2:1 syntax"] },
    { given: "\ta: 1\n", want: ["1:1 syntax"] },
    { given: "a: 1\n---\nb: 2\n", want: ["2:1 syntax"] },
    { given: "a: 1\nb: 2\na: 3\n", want: ["3:1 duplicate-key"] },
    { given: "200: a\n'200': b\n", want: ["2:1 duplicate-key"] },
    { given: "a: !vendor b\n", want: ["1:4 syntax"] },
    { given: "a: !!binary aGk=\n", want: ["1:4 syntax"] },
    { given: "? [a]\n: 1\n", want: ["1:3 syntax"] },
    { given: "a: .nan\n", want: ["1:1 invalid-value"] },
    { given: "a: &x 1\nb:\n  <<: *x\n", want: ["3:3 invalid-value"] },
    { given: "a: *x\n", want: ["1:4 syntax"] },
    { given: "a: &x [1, *x]\n", want: ["1:11 syntax"] },
    { given: "- a\n", want: ["1:1 not-openapi"] },
    { given: "just text\n", want: ["1:1 not-openapi"] },
    { given: "# nothing\n", want: ["1:1 not-openapi"] },
    { given: "", want: ["1:1 not-openapi"] },
  ];
  test.each(cases)("$given", ({ given, want }) => {
    expect(parsed("a.yaml", given).faults).toEqual(want);
  });

  test("a fault has a message", () => {
    expect(parsed("a.json", '{"a": 1,}').messages).toEqual([
      "A key in double quotes is expected here. A comma after the last field is not allowed.",
    ]);
    expect(parsed("a.yaml", "a: 1\na: 2\n").messages).toEqual(["`a` appears twice in the same map."]);
    expect(parsed("a.yaml", "a: !vendor b\n").messages).toEqual([
      "Unknown tag: only the tags of the YAML 1.2 core schema are supported.",
    ]);
  });
});

describe("JSON and YAML give the same tree", () => {
  const cases = [
    {
      name: "scalars",
      json: '{"a": "x", "b": 1.5, "c": true, "d": null}',
      yaml: "a: x\nb: 1.5\nc: true\nd: ~\n",
      want: { a: "x", b: 1.5, c: true, d: null },
    },
    { name: "nesting", json: '{"a": [{"b": []}, {}]}', yaml: "a:\n  - b: []\n  - {}\n", want: { a: [{ b: [] }, {}] } },
    {
      name: "big integers",
      json: '{"a": 9223372036854775807}',
      yaml: "a: 9223372036854775807\n",
      want: { a: "9223372036854775807" },
    },
    { name: "negative ones", json: '{"a": -9007199254740993}', yaml: "a: -9007199254740993\n", want: { a: "-9007199254740993" } },
    {
      name: "the last safe integer",
      json: '{"a": 9007199254740991}',
      yaml: "a: 9007199254740991\n",
      want: { a: 9007199254740991 },
    },
    {
      name: "keys like numbers",
      json: '{"200": 1, "1.0": 2, "true": 3}',
      yaml: "200: 1\n1.0: 2\ntrue: 3\n",
      want: { "200": 1, "1.0": 2, true: 3 },
    },
    {
      name: "dates",
      json: '{"a": "2020-01-01", "b": "yes"}',
      yaml: "%YAML 1.1\n---\na: 2020-01-01\nb: yes\n",
      want: { a: "2020-01-01", b: "yes" },
    },
    { name: "merge keys in quotes", json: '{"<<": 1}', yaml: '"<<": 1\n', want: { "<<": 1 } },
  ];
  test.each(cases)("$name", ({ json, yaml, want }) => {
    for (const [name, text] of [
      ["a.json", json],
      ["a.yaml", yaml],
    ] as const) {
      const { source, faults } = parsed(name, text);
      expect(faults).toEqual([]);
      expect(source && JSON.parse(JSON.stringify(toJson(source.root)))).toEqual(want);
    }
  });

  test("the format is detected by the first character, or by the name", () => {
    expect(parsed("description", ' {"a": 1,}').faults).toEqual(["1:10 syntax"]);
    expect(parsed("description.json", "a: 1").faults[0]).toMatch(/^1:1 syntax/);
    expect(parsed("description", "a: 1").faults).toEqual([]);
  });
});

describe("every node has its place", () => {
  const text = 'a:\n  "b/c~d":\n    - 1\n    - x: 2\n';
  const root = parsed("a.yaml", text).source?.root;
  const a = root?.fields.get("a");
  const list = a?.kind === "map" ? a.fields.get("b/c~d") : undefined;
  const item = list?.kind === "list" ? list.items[1] : undefined;
  const x = item?.kind === "map" ? item.fields.get("x") : undefined;
  const cases = [
    { node: root, pointer: "", at: "a:" },
    { node: a, pointer: "/a", at: "a:" },
    { node: list, pointer: "/a/b~1c~0d", at: '"b/c~d"' },
    { node: item, pointer: "/a/b~1c~0d/1", at: "x: 2" },
    { node: x, pointer: "/a/b~1c~0d/1/x", at: "x: 2" },
  ];
  test.each(cases)("$pointer", ({ node, pointer, at }) => {
    expect(node?.place).toEqual({ source: "a.yaml", pointer, offset: text.indexOf(at) });
  });

  test("a copied node has the pointer of its alias, and its children the offsets of the original", () => {
    const aliased = parsed("a.yaml", "a: &x\n  y: 1\nb: *x\n").source?.root.fields.get("b");
    expect(aliased?.place).toEqual({ source: "a.yaml", pointer: "/b", offset: 13 });
    expect(aliased?.kind === "map" && aliased.fields.get("y")?.place).toEqual({ source: "a.yaml", pointer: "/b/y", offset: 8 });
  });
});

describe("limits of the input", () => {
  const deep = (opening: string, closing: string, levels: number) => `${opening.repeat(levels)}1${closing.repeat(levels)}`;
  test.each([
    { name: "a.json", given: `{"a": ${deep("[", "]", 1_000_000)}}` },
    { name: "a.json", given: deep('{"a":', "}", limits.depth + 1) },
    { name: "a.yaml", given: `a: ${deep("[", "]", 100_000)}` },
    { name: "a.yaml", given: `${"- ".repeat(100_000)}a` },
    { name: "a.yaml", given: `${"? ".repeat(100_000)}a` },
  ])("$name nested too deep ($given.length)", ({ name, given }) => {
    expect(parsed(name, given).faults).toEqual([expect.stringMatching(/ too-deep$/)]);
  });

  test("the maximum depth", () => {
    expect(parsed("a.json", deep('{"a":', "}", limits.depth)).faults).toEqual([]);
    expect(parsed("a.yaml", `a: ${deep("[", "]", limits.depth - 1)}`).faults).toEqual([]);
  });

  test("too many values", () => {
    const given = `{"a": [${"0,".repeat(limits.values)}0]}`;
    expect(parsed("a.json", given).faults).toEqual([expect.stringMatching(/ source-too-large$/)]);
  });

  test.each([
    { name: "a.json", given: '{"a": [1, "2", {"b": null}]}', values: 8 },
    { name: "a.yaml", given: "a: [1, x, { b: null }]", values: 7 },
    { name: "a.yaml", given: `a: ["1", '2', ""]`, values: 5 },
    { name: "a.yaml", given: "a: [[], [], {}]", values: 5 },
    { name: "a.yaml", given: "a:\n-\n-\n-\n", values: 4 },
    { name: "a.yaml", given: "a: |\n  - text\n  [{\nb: >-\n  text\n", values: 4 },
  ])("every key and every value counts: $given", ({ name, given, values }) => {
    expect(parsed(name, given).source?.valueCount).toBe(values);
  });

  test("aliases that grow exponentially", () => {
    const lines = Array.from(
      { length: 12 },
      (_, line) => `a${line + 1}: &a${line + 1} [${Array.from({ length: 10 }, () => `*a${line}`).join(", ")}]`,
    );
    expect(parsed("a.yaml", ["a0: &a0 x", ...lines].join("\n")).faults).toEqual([expect.stringMatching(/ source-too-large$/)]);
  });

  test("at most ten faults of a text are reported", () => {
    expect(parsed("a.json", `{${'"a": 1,'.repeat(30)}"b": 2}`).faults).toHaveLength(limits.faults);
    expect(parsed("a.json", `{"a": [${"x, ".repeat(30)}1]}`).faults).toHaveLength(limits.faults);
  });
});

test("__proto__ and the like are ordinary keys", () => {
  const text = '{"__proto__": {"polluted": true}, "constructor": 1, "toString": 2, "hasOwnProperty": 3}';
  const { source, faults } = parsed("a.json", text);
  expect(faults).toEqual([]);
  expect([...(source?.root.fields.keys() ?? [])]).toEqual(["__proto__", "constructor", "toString", "hasOwnProperty"]);
  expect(source && JSON.stringify(toJson(source.root))).toBe(text.replaceAll(": ", ":").replaceAll(", ", ","));
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});
