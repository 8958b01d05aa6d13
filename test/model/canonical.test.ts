import fc from "fast-check";
import { expect, test } from "vitest";
import { read, withoutPlaces } from "./read.js";

/** Keys of lists whose order has no meaning. */
const sets = new Set([
  "allOf",
  "anyOf",
  "enum",
  "oneOf",
  "parameters",
  "required",
  "scope",
  "security",
  "tags",
  "type",
  "values",
  "statuses",
]);

const description = {
  openapi: "3.1.1",
  info: { title: "T", version: "1", license: { name: "MIT", identifier: "MIT" } },
  servers: [{ url: "https://{host}/", variables: { host: { default: "a.example" } } }, { url: "https://b.example" }],
  security: [{ key: [] }, { oauth: ["write", "read"], key: [] }],
  "x-specloom-versions": { v2: "/api/v2", v1: "/api/v1" },
  "x-specloom-retry": { waitSeconds: { 503: 2, 429: 1 }, statuses: [503, 429], never: { field: "a.b", values: ["y", "x"] } },
  paths: {
    "/api/v1/things/{b}/{a}": {
      parameters: [
        { name: "b", in: "path", required: true, schema: { type: "string" } },
        { name: "a", in: "path", required: true, schema: { type: "integer" } },
      ],
      post: {
        tags: ["two", "one"],
        parameters: [
          { name: "z", in: "query", schema: { type: ["string", "null"], enum: ["y", "x", null] } },
          {
            name: "y",
            in: "header",
            schema: { anyOf: [{ type: "string" }, { type: "integer" }, { $ref: "#/components/schemas/Any" }] },
          },
          { name: "x", in: "query", content: { "application/json": { schema: { type: "object" } } } },
        ],
        requestBody: {
          content: {
            "text/plain": { schema: { type: "string" } },
            "application/json": {
              schema: { $ref: "#/components/schemas/Thing" },
              examples: { second: { value: { b: 1, a: 2 } }, first: { value: [2, 1] } },
            },
          },
        },
        responses: {
          default: { description: "failed" },
          "4XX": { description: "wrong", content: { "application/json": { schema: { $ref: "#/components/schemas/Any" } } } },
          "201": { description: "made" },
          "200": { description: "ok", content: { "application/json": { schema: { $ref: "#/components/schemas/Page" } } } },
        },
      },
      get: { responses: { 204: { description: "nothing" } }, security: [] },
    },
  },
  components: {
    securitySchemes: { oauth: { type: "oauth2", flows: {} }, key: { type: "apiKey", in: "header", name: "X-Key" } },
    schemas: {
      Thing: {
        required: ["b", "a"],
        properties: {
          b: { type: "string", maxLength: 2, minLength: 1 },
          a: { default: { y: 1, x: [2, 1] } },
          c: { $ref: "#/components/schemas/Thing" },
        },
        additionalProperties: { type: ["integer", "null"] },
      },
      Page: {
        allOf: [
          { $ref: "#/components/schemas/Any" },
          { description: "D" },
          { title: "T" },
          { type: "object", properties: { items: { type: "array" } } },
        ],
      },
      Any: {
        oneOf: [
          { $ref: "#/components/schemas/Thing" },
          { $ref: "#/components/schemas/Other" },
          { type: "object", required: ["q", "p"] },
        ],
        discriminator: { propertyName: "kind", mapping: { t: "Thing", s: "Thing", o: "#/components/schemas/Other" } },
      },
      Other: { type: "object", patternProperties: { "^b": { type: "string" }, "^a": { type: "integer" } } },
    },
  },
};

type Order = (length: number) => readonly number[];

/** The same description with the keys of every map, and the items of every set, in another order. */
function shuffled(value: unknown, order: Order, key = ""): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => shuffled(item, order));
    return sets.has(key) ? order(items.length).map((index) => items[index]) : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, held]) => [name, shuffled(held, order, name)] as const);
  return Object.fromEntries(order(entries.length).flatMap((index) => (entries[index] ? [entries[index]] : [])));
}

/** Permutations from a list of numbers, which are used one after the other. */
function orderFrom(numbers: readonly number[]): Order {
  let next = 0;
  const draw = () => numbers[next++ % numbers.length] ?? 0;
  return (length) =>
    Array.from({ length }, (_, index) => ({ index, weight: draw() }))
      .sort((a, b) => a.weight - b.weight)
      .map(({ index }) => index);
}

/** Maps as arrays, because `toEqual` ignores their order. */
function inOrder(value: unknown): unknown {
  if (value instanceof Map) return [...value].map(inOrder);
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, inOrder(held)]));
}

const modelOf = (source: unknown) => inOrder(withoutPlaces(read(JSON.stringify(source)).api));

test("keys and sets in another order give the same model, except for places", () => {
  const want = modelOf(description);
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 50, maxLength: 400 }), (numbers) => {
      expect(modelOf(shuffled(description, orderFrom(numbers)))).toEqual(want);
    }),
    { numRuns: 40 },
  );
});

test("the model of that description contains everything", () => {
  expect(read(JSON.stringify(description)).messages).toEqual([]);
  expect(read(JSON.stringify(description)).api.operations.map(({ method }) => method)).toEqual(["GET", "POST"]);
});
