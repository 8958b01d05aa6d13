import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Refusal } from "../../generator/diagnostics.js";
import { parse } from "../../generator/load/parse/parse.js";
import { resolve } from "../../generator/resolve/resolve.js";
import { resolveText } from "./resolve-text.js";

describe("the version is detected, or the document is refused", () => {
  const rest = "info: {title: t, version: v}\npaths: {}\n";
  const cases = [
    { given: `openapi: 3.0.0\n${rest}`, want: ["api:1:1 repaired"] },
    { given: `openapi: 3.1.1\n${rest}`, want: [] },
    { given: `openapi: 3.2.0\n${rest}`, want: [] },
    { given: 'openapi: "3.1"\ninfo: {}\ncomponents: {}\n', want: [] },
    { given: `openapi: 3.10.0\n${rest}`, want: ["api:1:1 version-unsupported"] },
    { given: `openapi: 4.0.0\n${rest}`, want: ["api:1:1 version-unsupported"] },
    { given: `openapi: "3.1.0\\n"\n${rest}`, want: ["api:1:1 version-inexact"] },
    { given: `openapi: 3.1.0 (draft)\n${rest}`, want: ["api:1:1 version-inexact"] },
    { given: `openapi: 3.1.0.2\n${rest}`, want: ["api:1:1 version-inexact"] },
    { given: `openapi: 3.1\n${rest}`, want: ["api:1:1 not-openapi"] },
    { given: `${rest}swagger: "2.0"\n`, want: ["api:1:1 repaired"] },
    { given: "overlay: 1.0.0\n", want: ["api:1:1 not-openapi"] },
    { given: "some: thing\n", want: ["api:1:1 not-openapi"] },
    { given: "openapi: 3.0.0\n", want: ["api:1:1 missing-field", "api:1:1 missing-field"] },
    { given: "openapi: 3.1.0\n", want: ["api:1:1 missing-field", "api:1:1 missing-field"] },
    { given: "openapi: 3.1.0\ninfo: {}\n", want: ["api:1:1 missing-field"] },
  ];
  test.each(cases)("$given", ({ given, want }) => {
    expect(resolveText(given).faults).toEqual(want);
  });

  test("an overlay may add a required field", () => {
    const overlay =
      "overlay: 1.1.0\ninfo: {title: o, version: '1'}\nactions: [{target: $, update: {info: {title: t, version: v}}}]\n";
    expect(resolveText("openapi: 3.1.0\npaths: {}\n", overlay).faults).toEqual([]);
  });
});

describe("a value of another type in place of an object is refused", () => {
  const head = "openapi: 3.1.0\ninfo: {title: t, version: v}\n";
  const cases = [
    { given: "paths: []", want: ["api:3:1 wrong-type"] },
    { given: "paths: {/a: null}", want: ["api:3:9 wrong-type"] },
    { given: "paths: {/a: {get: {parameters: {}}}}", want: ["api:3:20 wrong-type"] },
    { given: "paths: {/a: {get: {parameters: [text]}}}", want: ["api:3:33 wrong-type"] },
    { given: "components: {schemas: {A: {properties: null, items: []}}}", want: ["api:3:28 wrong-type", "api:3:46 wrong-type"] },
    { given: "components: {schemas: {A: text, B: true}}", want: ["api:3:24 wrong-type"] },
    { given: "components: {responses: {A: true}}", want: ["api:3:26 wrong-type"] },
  ];
  test.each(cases)("$given", ({ given, want }) => {
    expect(resolveText(head + given).faults).toEqual(want);
  });
});

/** Keys of descriptions, and keys of `Object.prototype`. */
const keys = fc.constantFrom(
  "$ref",
  "allOf",
  "anyOf",
  "enum",
  "type",
  "properties",
  "nullable",
  "items",
  "example",
  "required",
  "x-a",
  "__proto__",
  "constructor",
  "200",
  "10",
);
const leaf = fc.constantFrom<unknown>(true, false, null, 1, "", "string", "null", "#/components/schemas/A", "#/x-a", "#");
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof({ depthSize: "small" }, leaf, fc.array(tie("tree"), { maxLength: 3 }), map(tie("tree"))),
}));
const schemas = fc.dictionary(fc.constantFrom("A", "B", "__proto__"), map(tree), { maxKeys: 3 });

function map(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.array(fc.tuple(keys, values), { maxLength: 4 }).map((entries) => new Map(entries));
}

/** JSON text, with the fields of maps in order or reversed. */
function write(value: unknown, reversed: boolean): string {
  if (Array.isArray(value)) return `[${value.map((item) => write(item, reversed)).join(",")}]`;
  if (!(value instanceof Map)) return JSON.stringify(value);
  const entries = [...value].map(([key, child]) => `${JSON.stringify(key)}:${write(child, reversed)}`);
  return `{${(reversed ? entries.reverse() : entries).join(",")}}`;
}

function document(generated: Readonly<Record<string, unknown>>, version: string, reversed: boolean): string {
  const named = new Map<string, unknown>(Object.keys(generated).map((key) => [key, generated[key]]));
  return write(
    new Map<string, unknown>([
      ["openapi", version],
      ["info", new Map()],
      ["paths", new Map()],
      ["components", new Map([["schemas", named]])],
    ]),
    reversed,
  );
}

test("the order of keys does not matter, and only a Refusal is thrown", () => {
  const codes = (faults: readonly { readonly code: string; readonly place?: { readonly pointer?: string } }[]) =>
    faults
      .filter(({ code }) => code !== "ref-circular")
      .map(({ code, place }) => `${code} ${place?.pointer}`)
      .sort();
  fc.assert(
    fc.property(schemas, fc.constantFrom("3.0.3", "3.1.0"), (generated, version) => {
      const inOrder = resolveText(document(generated, version, false));
      const reversed = resolveText(document(generated, version, true));
      expect(reversed.data).toEqual(inOrder.data);
      expect(codes(reversed.diagnostics)).toEqual(codes(inOrder.diagnostics));
    }),
    { numRuns: 300 },
  );
  expect(Object.keys(Object.prototype)).toEqual([]);
});

const shared = join(import.meta.dirname, "../../../shared");

describe.skipIf(!existsSync(shared))("published descriptions (skipped if ../shared is absent)", () => {
  const folders = ["hubspot/upstream", "hubspot/history", "corpus/nasty"];
  const files = folders.flatMap((folder) =>
    (existsSync(join(shared, folder)) ? readdirSync(join(shared, folder)) : [])
      .filter((name) => name.endsWith(".json") && name !== "index.json")
      .map((name) => join(folder, name)),
  );

  test("resolve, except those with known errors", () => {
    const refused = files.flatMap((file) => {
      const text = readFileSync(join(shared, file), "utf8");
      try {
        resolve(
          parse({ name: file, text }, () => undefined),
          [],
          () => undefined,
        );
        return [];
      } catch (thrown) {
        if (!(thrown instanceof Refusal)) throw thrown;
        return thrown.diagnostics.map(({ code, place }) => `${file} ${code} ${place?.pointer}`);
      }
    });
    const dangling = "ref-dangling /components/schemas/BatchResponseSimplePublicObjectWithErrors/properties/errors/items/$ref";
    expect(files.length).toBeGreaterThan(0);
    expect(refused).toEqual([
      `hubspot/history/2026-06-15-08028de2e9.after.json ${dangling}`,
      `hubspot/history/2026-06-15-9b7470d794.before.json ${dangling}`,
    ]);
  });
});
