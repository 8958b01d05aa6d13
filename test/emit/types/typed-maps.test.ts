import { describe, expect, test } from "vitest";
import { typeErrors } from "../compile.js";
import { packageOf } from "../package-of.js";

const head = `openapi: 3.1.1
info: { title: Shop, version: "1" }
`;

/** Two typed maps: in references, in cycles and in inline schemas; one type parameter has the name of a model. */
const shop = `${head}paths:
  /items:
    get:
      operationId: listItems
      responses:
        "200": { description: ok, content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Item" } } } } }
        default: { description: no, content: { application/json: { schema: { $ref: "#/components/schemas/Problem" } } } }
    post:
      operationId: createItem
      requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Item" } } } }
      responses:
        "201": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Plain" } } } }
        default: { description: no, content: { application/json: { schema: { $ref: "#/components/schemas/Problem" } } } }
components:
  schemas:
    Item:
      properties:
        fields: { $ref: "#/components/schemas/Texts" }
        parts: { type: array, items: { $ref: "#/components/schemas/Item" } }
        labels: { type: object, additionalProperties: { type: string }, readOnly: true, x-specloom-typed: Labels }
    Texts: { type: object, additionalProperties: { type: [string, "null"] }, x-specloom-typed: Fields }
    Fields: { properties: { name: { type: string } } }
    Plain: { properties: { fields: { $ref: "#/components/schemas/Fields" } } }
    Problem: { properties: { about: { $ref: "#/components/schemas/Texts" } } }
`;

describe("typed maps", async () => {
  const { files, reported } = await packageOf(shop);
  const models = files.get("src/models.ts") ?? "";
  const operations = files.get("src/operations/items.ts") ?? "";
  const classes = files.get("src/sample.ts") ?? "";

  test.each([
    [
      "a map that is a model",
      models,
      "export type Texts<Fields2 extends object = Untyped> = TypedResponse<Fields2, string | null>;",
    ],
    [
      "the same map in requests",
      models,
      "export type TextsInput<Fields2 extends object = Untyped> = TypedRequest<Fields2, string | null>;",
    ],
    [
      "a model with two maps in a cycle",
      models,
      `export interface Item<Fields2 extends object = Untyped, Labels extends object = Untyped> {
  fields?: Texts<Fields2>;
  labels?: TypedResponse<Labels, string>;
  parts?: Item<Fields2, Labels>[];
}`,
    ],
    [
      "a request, without its read-only map",
      models,
      `export interface ItemInput<Fields2 extends object = Untyped> {
  fields?: TextsInput<Fields2>;
  parts?: ItemInput<Fields2>[];
}`,
    ],
    ["a model without typed maps", models, "export interface Plain {\n  fields?: Fields;\n}"],
    [
      "the params of an operation",
      operations,
      "export interface ItemsCreateParams<Fields2 extends object = Untyped> {\n  fields?: TextsInput<Fields2>;\n  parts?: readonly ItemInput<Fields2>[];\n}",
    ],
    [
      "a class with a nested class",
      classes,
      `export class Sample<Fields2 extends object = Untyped, Labels extends object = Untyped> {
  /** Operations of \`items\`: \`create\`, \`list\`. */
  readonly items: SampleItems<Fields2, Labels>;`,
    ],
    ["a method", classes, "return operations.items.create<Fields2>(this.#client, params, options);"],
    ["a type without a type parameter", files.get("src/runtime/api-types.ts") ?? "", "export type ErrorBody = Problem<Untyped>;"],
  ])("%s", (_, text, want) => {
    expect(text).toContain(want);
  });

  test("compile, and so does code that uses them", () => {
    const consumer = `import { Sample, type TypedResponse, type Untyped } from "./index.js";
      const shop = new Sample<{ color: "red" | "blue" }, { eu: boolean }>();
      export const made = shop.items.create({ fields: { color: "red" }, parts: [{ fields: { color: "blue" } }] });
      export const [item] = await shop.items.list();
      export const color: "red" | "blue" | null | undefined = item?.parts?.[0]?.fields?.color;
      export const eu: string | undefined = item?.labels?.eu;
      export const plain: Sample = new Sample<Untyped>();
      export const map: TypedResponse<Untyped, string> = { any: "text" };
      // @ts-expect-error -- No such choice.
      void shop.items.create({ fields: { color: "green" } });`;
    expect(typeErrors(files, new Map([["src/consumer.ts", consumer]]))).toEqual([]);
    expect(reported).toEqual([]);
  });
});

test("a package without typed maps contains nothing about them", async () => {
  const { files } = await packageOf(shop.replaceAll(/, x-specloom-typed: \w+/g, ""));
  expect([...files].filter(([, text]) => /Untyped|Typed(?:Answer|Request)|typed-maps/.test(text))).toEqual([]);
});

test("typed maps work in a package without models", async () => {
  const inline = `${head}paths:
  /settings:
    get:
      x-specloom-name: read
      responses:
        "200": { description: ok, content: { application/json: { schema: { type: object, additionalProperties: { type: string }, x-specloom-typed: Settings } } } }
    put:
      x-specloom-name: write
      requestBody: { content: { application/json: { schema: { type: object, additionalProperties: { type: string }, x-specloom-typed: Settings } } } }
      responses: { "204": { description: ok } }
`;
  const { files } = await packageOf(inline);
  const consumer = `import { Sample } from "./index.js";
    const sample = new Sample<{ theme: "dark" | "light" }>();
    export const { theme } = await sample.read();
    export const same: "dark" | "light" | undefined = theme;
    void sample.write({ body: { theme: "dark" } });`;
  expect(typeErrors(files, new Map([["src/consumer.ts", consumer]]))).toEqual([]);
});
