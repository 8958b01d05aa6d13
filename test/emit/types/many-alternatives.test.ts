import { describe, expect, test } from "vitest";
import { typeErrors } from "../compile.js";
import { packageOf } from "../package-of.js";

/** `oneOf` of so many objects. */
const union = (name: string, count: number): object => ({
  oneOf: Array.from({ length: count }, (_, index) => ({
    type: "object",
    required: [`${name}${index}`],
    properties: { [`${name}${index}`]: { type: "string" } },
  })),
});
const to = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const unions = ["a", "b", "c", "d"].map((name) => union(name, 20));
const variants = ["x", "y"].flatMap((group) => Array.from({ length: 400 }, (_, index) => `${group}${index}`));

const schemas = {
  A: union("a", 20),
  B: union("b", 20),
  C: union("c", 20),
  D: union("d", 20),
  Inline: { allOf: unions },
  Three: { allOf: unions.slice(0, 3) },
  References: { allOf: ["A", "B", "C", "D"].map(to) },
  Chained: { allOf: [to("References2"), to("C"), to("D")] },
  References2: { allOf: [to("A"), to("B")] },
  Nullable: { type: ["object", "null"], allOf: ["A", "B", "C", "D"].map(to) },
  Beside: { allOf: unions.slice(0, 3), ...unions[3] },
  Nested: { allOf: [{ anyOf: [to("A"), { oneOf: [to("B"), to("C")] }, to("D")] }, union("e", 80), union("f", 20)] },
  Listed: { type: "array", items: { allOf: unions } },
  Within: { type: "object", properties: { many: { allOf: unions } } },
  Mapped: { type: "object", additionalProperties: { allOf: unions } },
  Tagged: { oneOf: variants.slice(0, 400).map(to), discriminator: { propertyName: "kind" } },
  Others: { oneOf: variants.slice(400).map(to), discriminator: { propertyName: "sort" } },
  Both: { allOf: [to("Tagged"), to("Others")] },
  ...Object.fromEntries(
    variants.map((name, index) => {
      const property = index < 400 ? "kind" : "sort";
      return [
        name,
        { type: "object", required: [property], properties: { [property]: { type: "string" }, n: { type: "number" } } },
      ];
    }),
  ),
};

const widened = ["Inline", "References", "Chained", "Nullable", "Beside", "Nested", "Listed", "Within", "Mapped", "Both"];
const used = [...widened, "Three"];
const content = (name: string): object => ({ "application/json": { schema: to(name) } });
const description = {
  openapi: "3.1.0",
  info: { title: "Many", version: "1" },
  servers: [{ url: "https://api.example.com" }],
  paths: {
    ...Object.fromEntries(
      used.map((name) => [
        `/${name}`,
        {
          put: {
            operationId: `put${name}`,
            requestBody: { required: true, content: content(name) },
            responses: { "200": { description: "Done.", content: content(name) } },
          },
        },
      ]),
    ),
    "/unnamed": {
      post: {
        operationId: "unnamed",
        requestBody: { required: true, content: { "application/json": { schema: { allOf: unions } } } },
        responses: { "204": { description: "Done." } },
      },
    },
  },
  components: { schemas },
};

describe("an allOf of unions with more alternatives than TypeScript allows", async () => {
  const { files, reported } = await packageOf(JSON.stringify(description));
  const messages = reported.filter(({ code }) => code === "too-many-alternatives").map(({ message }) => message);

  test.each([...widened.map((name) => `\`${name}\``), "A schema"])("of %s is reported", (name) => {
    expect(messages.filter((message) => message.startsWith(`${name} combines unions of `))).toHaveLength(1);
  });

  test("is the only one that is reported", () => {
    expect(messages).toHaveLength(widened.length + 1);
  });

  test("compiles, and takes every value; below the limit, the alternatives are kept", () => {
    const consumer = `import type { References, Three } from "./src/index.js";
      import type { components } from "./src/openapi.js";
      const value = { a3: "", b4: "", c5: "", d19: "" };
      const references: References = value;
      const listed: components["schemas"]["References"] = value;
      const three: Three = value;
      const same: components["schemas"]["Three"] = value;
      // @ts-expect-error -- No alternative of the third union.
      const less: Three = { a3: "", b4: "" };
      // @ts-expect-error -- The same.
      const lessToo: components["schemas"]["Three"] = { a3: "", b4: "" };
      console.log(references, listed, three, same, less, lessToo);`;
    expect(typeErrors(files, new Map([["consumer.ts", consumer]]))).toEqual([]);
  });
});
