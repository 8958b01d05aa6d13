import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalDescription } from "../../../generator/compare/releases/canonical-description.js";
import { parse } from "../../../generator/load/parse/parse.js";

const canonical = (text: string, fileName: string) =>
  canonicalDescription(parse({ name: "a.yaml", text }, ({ message }) => expect.fail(message)).root, fileName);

test("fields and lists whose order means nothing are sorted, and no others", () => {
  const text = `
tags: [{ name: b }, { name: a }]
paths:
  /a: { get: { tags: [y, x], parameters: [{ name: b, in: query }, { in: path, name: c }], responses: { default: {}, "200": {} } } }
components:
  schemas:
    default: { required: [b, a], enum: [{ b: 2, a: 1 }, 1], default: { tags: [d, c] }, x-order: { required: [d, c] } }
openapi: 3.1.0
`;
  expect(canonical(text, "api.yaml")).toBe(`openapi: 3.1.0
components:
  schemas:
    default:
      default:
        tags:
          - d
          - c
      enum:
        - a: 1
          b: 2
        - 1
      required:
        - a
        - b
      x-order:
        required:
          - d
          - c
paths:
  /a:
    get:
      parameters:
        - in: path
          name: c
        - in: query
          name: b
      responses:
        "200": {}
        default: {}
      tags:
        - x
        - y
tags:
  - name: a
  - name: b
`);
});

test("numbers beyond those of JavaScript, and texts that look like other values, stay what they are", () => {
  const text = `{"openapi": "3.1.0", "x": [9007199254740993, "1.0", "true", "null", "~", "2020-01-01", "a: b\\n# c", "__proto__"]}`;
  for (const name of ["a.json", "a.yaml"]) {
    const once = canonical(text, name);
    expect(once).toContain("9007199254740993");
    expect(canonical(once, "a.json")).toBe(canonical(text, "a.json"));
  }
});

test("what is canonical stays as it is, as JSON and as YAML", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (fields) => {
      const text = JSON.stringify({ openapi: "3.1.0", info: fields });
      for (const name of ["a.json", "a.yaml"]) expect(canonical(canonical(text, name), "a.json")).toBe(canonical(text, "a.json"));
    }),
    { numRuns: 50 },
  );
});
