import { describe, expect, test } from "vitest";
import { strongComponents } from "../../../generator/model/traversal/strong-components.js";
import { read, withoutPlaces, withSchema } from "../read.js";

const text = { kind: "string", binary: false };
const own = (name: string) => ({
  kind: "object",
  properties: [{ name, required: false, readOnly: false, writeOnly: false, schema: text }],
  additional: "open",
});
const reference = (name: string) => ({ kind: "reference", target: `/components/schemas/${name}` });
const ref = (name: string) => `{ $ref: '#/components/schemas/${name}' }`;

/** The named schemas by name. */
function schemasOf(schemas: string) {
  const { api, messages } = read(withSchema(ref("A"), schemas));
  return {
    messages,
    schemas: Object.fromEntries([...api.schemas.values()].map(({ name, schema }) => [name, withoutPlaces(schema)])),
  };
}

describe("a schema that refers to itself through a composition", () => {
  // prettier-ignore
  test.each([
    ["a base with its variants", `{ A: { properties: { a: { type: string } }, oneOf: [${ref("B")}, ${ref("C")}] }, B: { allOf: [${ref("A")}, { properties: { b: { type: string } } }] }, C: { type: string } }`, {
      A: { kind: "intersection", members: [own("a"), { kind: "union", members: [reference("B"), reference("C")] }] },
      B: { kind: "intersection", members: [own("a"), own("b")] },
      C: text,
    }],
    ["a base that is only its variants", `{ A: { oneOf: [${ref("B")}, { type: string }] }, B: { allOf: [${ref("A")}, { properties: { b: { type: string } } }] } }`, {
      A: { kind: "union", members: [reference("B"), text] },
      B: own("b"),
    }],
    ["a union in itself", `{ A: { oneOf: [${ref("A")}, { type: string }, { type: integer }] } }`, { A: { kind: "union", members: [text, { kind: "number", integer: true }] } }],
    ["two unions in each other", `{ A: { oneOf: [${ref("B")}, { type: string }] }, B: { oneOf: [${ref("A")}, { type: string }] } }`, { A: text, B: text }],
    ["nothing but itself", `{ A: { allOf: [${ref("B")}] }, B: { allOf: [${ref("A")}] } }`, { A: { kind: "any" }, B: { kind: "any" } }],
  ])("%s", (_, given, want) => {
    const { schemas, messages } = schemasOf(given);
    expect(messages).toEqual([expect.stringMatching(/^warning unsupported 8:\d+ `A`.*: a schema that refers to itself/)]);
    expect(schemas).toEqual(want);
  });

  test("may refer to itself in a property", () => {
    const { schemas, messages } = schemasOf(`{ A: { properties: { a: ${ref("A")} } } }`);
    expect(messages).toEqual([]);
    expect(schemas).toMatchObject({ A: { kind: "object" } });
  });
});

test("strong components are found in a chain of any length", () => {
  const length = 50_000;
  const chain = new Map(Array.from({ length }, (_, index) => [index, new Set([(index + 1) % length])]));
  expect(strongComponents(chain).map(({ size }) => size)).toEqual([length]);
  chain.set(length - 1, new Set());
  expect(strongComponents(chain).length).toBe(length);
});
