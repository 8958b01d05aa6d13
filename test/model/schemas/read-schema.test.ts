import { describe, expect, test } from "vitest";
import type { Schema } from "../../../generator/model/types/schema.js";
import { read, withoutPlaces, withSchema } from "../read.js";

const string = { kind: "string", binary: false };
const integer = { kind: "number", integer: true };
const any = { kind: "any" };
const nothing = { kind: "null" };
const pet = { kind: "reference", target: "/components/schemas/Pet" };
const cat = { kind: "reference", target: "/components/schemas/Cat" };
const schemas = "{ Pet: { type: object }, Cat: { type: object } }";

function property(name: string, schema: unknown, flags: object = {}) {
  return { name, required: false, readOnly: false, writeOnly: false, schema, ...flags };
}

function object(properties: readonly unknown[], additional: unknown = "open") {
  return { kind: "object", properties, additional };
}

/** The schema of the response of the only operation. */
function schemaOf(text: string): Schema | undefined {
  return read(text).api.operations[0]?.responses[0]?.contents[0]?.schema;
}

const demanded = { required: true, undeclared: true };
const patterns = (...names: readonly string[]) => ({
  constraints: names.map((value) => ({ keyword: "patternProperties", value })),
});

// prettier-ignore
describe("a Schema Object is read as", () => {
  test.each([
    // Booleans, no keywords, single types.
    ["true", any],
    ["false", { kind: "never" }],
    ["{}", any],
    ["{ type: string }", string],
    ["{ type: integer }", integer],
    ["{ type: number }", { kind: "number", integer: false }],
    ["{ type: boolean }", { kind: "boolean" }],
    ["{ type: 'null' }", nothing],
    ["{ type: string, format: binary }", { kind: "string", binary: "response", docs: { format: "binary" } }],
    ["{ type: string, contentMediaType: image/png }", { kind: "string", binary: "response", docs: { constraints: [{ keyword: "contentMediaType", value: "image/png" }] } }],
    ["{ contentMediaType: application/octet-stream }", { kind: "string", binary: "response", docs: { constraints: [{ keyword: "contentMediaType", value: "application/octet-stream" }] } }],
    ["{ type: string, contentMediaType: application/json }", { ...string, docs: { constraints: [{ keyword: "contentMediaType", value: "application/json" }] } }],
    ["{ type: string, contentEncoding: base64 }", { ...string, docs: { constraints: [{ keyword: "contentEncoding", value: "base64" }] } }],

    // Lists of types.
    ["{ type: [string, 'null'] }", { kind: "union", members: [string, nothing] }],
    ["{ type: ['null', string, integer] }", { kind: "union", members: [string, integer, nothing] }],
    ["{ type: [string] }", string],
    ["{ type: [array, 'null'], items: { type: string } }", { kind: "union", members: [{ kind: "array", items: string }, nothing] }],
    ["{ type: [string, 'null'], description: D, maxLength: 3 }", { kind: "union", members: [string, nothing], docs: { description: "D", constraints: [{ keyword: "maxLength", value: 3 }] } }],

    // Values.
    ["{ const: a }", { kind: "enum", constant: true, members: [{ value: "a" }] }],
    ["{ const: null }", nothing],
    ["{ enum: [b, a, b] }", { kind: "enum", constant: false, members: [{ value: "a" }, { value: "b" }] }],
    ["{ type: integer, enum: [10, 9, 1] }", { kind: "enum", constant: false, members: [{ value: 1 }, { value: 9 }, { value: 10 }] }],
    ["{ type: [string, 'null'], enum: [a, null] }", { kind: "union", members: [{ kind: "enum", constant: false, members: [{ value: "a" }] }, nothing] }],
    ["{ enum: [a, null] }", { kind: "union", members: [{ kind: "enum", constant: false, members: [{ value: "a" }] }, nothing] }],
    ["{ type: [string, integer], enum: [a, 1] }", { kind: "union", members: [{ kind: "enum", constant: false, members: [{ value: "a" }] }, { kind: "enum", constant: false, members: [{ value: 1 }] }] }],
    ["{ type: string, enum: [1, 2] }", { kind: "enum", constant: false, members: [{ value: 1 }, { value: 2 }] }],
    ["{ enum: [2, 1], x-enum-varnames: [Two, One], x-enum-descriptions: [second, first] }", { kind: "enum", constant: false, members: [{ value: 1, name: "One", description: "first" }, { value: 2, name: "Two", description: "second" }] }],
    ["{ enum: [a], x-enumNames: [Alpha], x-enum-descriptions: { a: first } }", { kind: "enum", constant: false, members: [{ value: "a", name: "Alpha", description: "first" }] }],
    ["{ oneOf: [{ const: b, title: Bee }, { const: a, description: first }] }", { kind: "enum", constant: false, members: [{ value: "a", description: "first" }, { value: "b", name: "Bee" }] }],

    // Arrays.
    ["{ type: array, items: { type: string } }", { kind: "array", items: string }],
    ["{ type: array }", { kind: "array", items: any }],
    ["{ items: { type: string } }", { kind: "array", items: string }],
    ["{ prefixItems: [{ type: string }, { type: integer }], items: false, minItems: 1 }", { kind: "tuple", prefix: [string, integer], required: 1, docs: { constraints: [{ keyword: "minItems", value: 1 }] } }],
    ["{ type: array, prefixItems: [{ type: string }] }", { kind: "tuple", prefix: [string], required: 0, rest: any }],

    // Objects.
    ["{ type: object }", object([])],
    ["{ type: object, properties: {} }", object([])],
    ["{ properties: { b: { type: string }, a: true }, required: [b] }", object([property("a", any), property("b", string, { required: true })])],
    ["{ type: object, additionalProperties: true }", { ...object([]), additional: any }],
    ["{ type: object, additionalProperties: {} }", { ...object([]), additional: any }],
    ["{ type: object, additionalProperties: false }", object([], "closed")],
    ["{ type: object, additionalProperties: { type: string } }", object([], string)],
    ["{ type: object, patternProperties: { ^x: { type: string } } }", { ...object([]), docs: patterns("^x") }],
    ["{ type: object, patternProperties: { .*: { type: string } } }", { ...object([], string), docs: patterns(".*") }],
    ["{ type: object, patternProperties: { ^x: { type: string } }, additionalProperties: false }", { ...object([], string), docs: patterns("^x") }],
    ["{ type: object, patternProperties: { ^x: { type: string }, ^y: { type: integer } }, additionalProperties: false }", { ...object([], { kind: "union", members: [string, integer] }), docs: patterns("^x", "^y") }],
    ["{ type: object, required: [a] }", object([property("a", any, demanded)])],
    ["{ type: object, required: [a], additionalProperties: { type: string } }", object([property("a", string, demanded)], string)],
    ["{ type: object, properties: { a: { type: string, readOnly: true }, b: { type: string, writeOnly: true } } }", object([property("a", string, { readOnly: true }), property("b", string, { writeOnly: true })])],
    ["{ type: object, properties: { __proto__: { type: string } } }", object([property("__proto__", string)])],

    // References.
    ["{ $ref: '#/components/schemas/Pet' }", pet],
    ["{ $ref: '#/components/schemas/Pet', description: D }", { ...pet, docs: { description: "D" } }],
    ["{ $ref: '#/components/schemas/Pet', type: object }", pet],
    ["{ $ref: '#/components/schemas/Pet', required: [id] }", { kind: "intersection", members: [pet, object([property("id", any, demanded)])] }],

    // Compositions.
    ["{ allOf: [{ $ref: '#/components/schemas/Pet' }], description: D }", { ...pet, docs: { description: "D" } }],
    ["{ allOf: [{ $ref: '#/components/schemas/Pet' }, { description: D }] }", { ...pet, docs: { description: "D" } }],
    ["{ allOf: [{ $ref: '#/components/schemas/Pet' }, { $ref: '#/components/schemas/Cat' }] }", { kind: "intersection", members: [cat, pet] }],
    ["{ allOf: [{ $ref: '#/components/schemas/Pet' }], properties: { a: { type: string } } }", { kind: "intersection", members: [pet, object([property("a", string)])] }],
    ["{ anyOf: [{ type: integer }, { $ref: '#/components/schemas/Pet' }, { type: 'null' }] }", { kind: "union", members: [pet, integer, nothing] }],
    ["{ oneOf: [{ type: string }] }", string],
    ["{ oneOf: [{ type: string }, { oneOf: [{ type: integer }, { type: string }] }] }", { kind: "union", members: [string, integer] }],
    ["{ oneOf: [false, { type: string }] }", string],
    ["{ type: object, properties: { a: { type: string } }, oneOf: [{ required: [a] }, { required: [b] }] }", {
      kind: "intersection",
      members: [object([property("a", string)]), { kind: "union", members: [object([property("a", string, demanded)]), object([property("b", any, demanded)])] }],
    }],
    ["{ type: string, anyOf: [{ format: date }, { format: time }] }", { kind: "union", members: [{ ...string, docs: { format: "date" } }, { ...string, docs: { format: "time" } }] }],
    ["{ type: [object, 'null'], oneOf: [{ $ref: '#/components/schemas/Pet' }, { $ref: '#/components/schemas/Cat' }] }", { kind: "union", members: [cat, pet, nothing] }],
  ])("%s", (given, want) => {
    expect(withoutPlaces(schemaOf(withSchema(given, schemas)))).toEqual(want);
  });
});

describe("reading ends", () => {
  const nested = (open: string, close: string, depth: number) => `${open.repeat(depth)}{}${close.repeat(depth)}`;
  const everyType = "type: [object, array, string, number, boolean, 'null']";

  test.each([
    ["types over alternatives", nested(`{ ${everyType}, oneOf: [`, "] }", 24)],
    ["types over items and properties", nested(`{ ${everyType}, prefixItems: [`, "] }", 24)],
    ["types over references", `{ ${everyType}, properties: { a: { $ref: '#/components/schemas/A' } } }`],
  ])("with %s", (_, given) => {
    const links = Array.from(
      { length: 200 },
      (__, index) =>
        `S${index}: { oneOf: [${Array.from({ length: 20 }, (___, step) => `{ $ref: '#/components/schemas/S${(index * 7 + step) % 200}' }`).join()}, { type: object }] }`,
    );
    const started = performance.now();
    expect(schemaOf(withSchema(given, `{ A: { $ref: '#/components/schemas/S0' }, ${links.join()} }`))).toBeDefined();
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe("the documentation of a schema", () => {
  test("is read in a fixed order, constraints in theirs", () => {
    const given = `{
      multipleOf: 2, maximum: 9, minimum: 1, externalDocs: { url: "https://example.com", description: more }, deprecated: true,
      examples: [4], example: 2, default: 6, format: int32, description: D, title: T, type: integer, uniqueItems: false }`;
    const docs = schemaOf(withSchema(given.replaceAll("\n", " ")))?.docs;
    expect(docs).toEqual({
      title: "T",
      description: "D",
      format: "int32",
      default: 6,
      examples: [2, 4],
      deprecated: true,
      externalDocs: { url: "https://example.com", description: "more" },
      constraints: [
        { keyword: "minimum", value: 1 },
        { keyword: "maximum", value: 9 },
        { keyword: "multipleOf", value: 2 },
      ],
    });
  });
});

describe("a discriminator", () => {
  const union = (mapping: string) =>
    `{ oneOf: [{ $ref: '#/components/schemas/Pet' }, { $ref: '#/components/schemas/Cat' }], discriminator: { propertyName: kind, mapping: ${mapping} } }`;

  test.each([
    ["{}", { Cat: ["Cat"], Pet: ["Pet"] }],
    ["{ p: '#/components/schemas/Pet' }", { Cat: ["Cat"], Pet: ["p"] }],
    ["{ q: Pet, p: Pet, c: Cat }", { Cat: ["c"], Pet: ["p", "q"] }],
  ])("has the values of the mapping %s", (mapping, want) => {
    const schema = schemaOf(withSchema(union(mapping), schemas));
    const values = Object.entries(want).map(([name, names]) => [`/components/schemas/${name}`, names] as const);
    expect(schema).toMatchObject({ kind: "union", discriminator: { property: "kind", values: new Map(values) } });
  });

  test("is kept when its union is nullable", () => {
    const schema = schemaOf(withSchema(union("{}").replace("oneOf:", "type: [object, 'null'], oneOf:"), schemas));
    expect(schema).toMatchObject({ kind: "union", discriminator: { property: "kind" }, members: [{}, {}, nothing] });
  });

  test("with a mapping to no schema is reported", () => {
    expect(read(withSchema(union("{ x: Dog }"), schemas)).messages).toEqual([
      expect.stringMatching(/^warning unsupported 7:\d+ The discriminator's mapping to `Dog` names no schema and is left out\.$/),
    ]);
  });
});

describe("named schemas", () => {
  const keysOf = (text: string) => [...read(text).api.schemas.values()].map(({ name, key }) => `${name} ${key}`);

  test("are those that are referred to, directly or indirectly, ordered by name", () => {
    const given =
      "{ B: { items: { $ref: '#/components/schemas/A' } }, A: { properties: { a: { $ref: '#/components/schemas/A' } } }, C: {} }";
    expect(keysOf(withSchema("{ $ref: '#/components/schemas/B' }", given))).toEqual([
      "A /components/schemas/A",
      "B /components/schemas/B",
    ]);
  });

  test.each([
    ["a small schema elsewhere is read in place", "#/components/schemas/A/properties/text", [], string],
    [
      "a compound one elsewhere gets a name",
      "#/components/schemas/A/properties/part",
      ["A_part /components/schemas/A/properties/part"],
      { kind: "reference", target: "/components/schemas/A/properties/part" },
    ],
    [
      "one that recurs gets a name",
      "#/components/schemas/A/properties/again",
      ["A_again /components/schemas/A/properties/again"],
      { kind: "reference", target: "/components/schemas/A/properties/again" },
    ],
    [
      "definitions have names of their own",
      "#/components/schemas/A/$defs/Inner",
      ["Inner /components/schemas/A/$defs/Inner"],
      { kind: "reference", target: "/components/schemas/A/$defs/Inner" },
    ],
  ])("%s", (_, ref, keys, want) => {
    const a = `{ properties: { text: { type: string }, part: { properties: { x: true } }, again: { items: { $ref: '#/components/schemas/A/properties/again' } } }, $defs: { Inner: { type: string } } }`;
    const text = withSchema(`{ $ref: '${ref}' }`, `{ A: ${a} }`);
    expect(keysOf(text)).toEqual(keys);
    expect(withoutPlaces(schemaOf(text))).toEqual(want);
  });

  test("are named after their pointer if they are not in components", () => {
    const text = withSchema(
      "{ properties: { again: { $ref: '#/paths/~1/get/responses/200/content/application~1json/schema' } } }",
    );
    expect(keysOf(text)).toEqual(["get_200 /paths/~1/get/responses/200/content/application~1json/schema"]);
  });
});

describe("an invalid schema is reported at its place", () => {
  test.each([
    ["{ type: text }", "error invalid-value 7:76 `type` is `text`, which is not a JSON Schema type."],
    ["{ type: [string, text] }", "error invalid-value 7:91 `type` is `text`, which is not a JSON Schema type."],
    ["{ type: 3 }", "error wrong-type 7:76 `type` must be a string, but is a number."],
    ["{ type: {} }", "error wrong-type 7:76 `type` must be a string or a list of strings, but is a map."],
    ["{ type: [string, null] }", "error wrong-type 7:91 `type` must be a string, but is null."],
    ["{ enum: a }", "error wrong-type 7:76 `enum` must be a list, but is a string."],
    ["{ type: object, required: id }", "error wrong-type 7:90 `required` must be a list, but is a string."],
    ["{ type: object, required: [1] }", "error wrong-type 7:101 An item of `required` must be a string, but is a number."],
    ["{ type: string, description: 3 }", "error wrong-type 7:90 `description` must be a string, but is a number."],
    [
      "{ not: { type: string } }",
      "note unsupported 7:76 The keyword `not` constrains values in a way that a type cannot express, and is ignored.",
    ],
  ])("%s", (given, want) => {
    expect(read(withSchema(given)).messages).toEqual([want]);
  });
});
