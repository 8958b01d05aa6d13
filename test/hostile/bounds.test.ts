import { describe, expect, test } from "vitest";
import { generate } from "../../generator/generate.js";
import { readTemplates } from "../../generator/load/read/read-templates.js";

/** Large or circular descriptions give a package or a message in bounded time. */

const templates = await readTemplates();
const one = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const names = (count: number) => Array.from({ length: count }, (_, index) => `S${index}`);

/** Schemas, each of which refers to three others, in circles. */
const circle = (count: number, make: (others: readonly object[]) => object) =>
  Object.fromEntries(
    names(count).map((name, index) => [name, make([1, 7, 31].map((step) => one(`S${(index + step) % count}`)))]),
  );

/** Schemas, each of which is a union of the next two. */
const ladder = (count: number) =>
  Object.fromEntries(
    names(count).map((name, index) => [name, { oneOf: [index + 1, Math.min(index + 2, count)].map((next) => one(`S${next}`)) }]),
  );

async function outcome(schemas: object): Promise<{ readonly outcome: readonly string[]; readonly seconds: number }> {
  const content = { "application/json": { schema: one("S0") } };
  const operation = { requestBody: { content }, responses: { 200: { description: "Done.", content } } };
  const document = {
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: { "/a": { post: operation } },
    components: { schemas },
  };
  const started = performance.now();
  const { files, diagnostics } = await generate({
    description: { name: "large.json", text: JSON.stringify(document) },
    overlays: [],
    templates,
    options: { name: "large", version: "1.0.0", entries: ["openapi"] },
  });
  const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code);
  return { outcome: files.size > 0 ? ["package"] : [...new Set(errors)], seconds: (performance.now() - started) / 1000 };
}

describe("generation is fast for", () => {
  test.each<{ name: string; schemas: object; want: readonly string[] }>([
    { name: "10,000 values of a list", schemas: { S0: { enum: names(10_000) } }, want: ["package"] },
    {
      name: "2,000 schemas that refer to each other",
      schemas: circle(2000, ([a, b, c]) => ({ type: "object", properties: { a, b, c } })),
      want: ["package"],
    },
    {
      name: "nested unions with shared members",
      schemas: { ...ladder(60), S60: { type: "number" } },
      want: ["package"],
    },
    { name: "an allOf that contains itself", schemas: { S0: { allOf: [one("S0")] } }, want: ["package"] },
    { name: "circular allOf", schemas: circle(40, (allOf) => ({ type: "object", allOf })), want: ["package"] },
    { name: "circular unions", schemas: circle(40, (oneOf) => ({ oneOf })), want: ["package"] },
    {
      name: "circular unions within allOf",
      schemas: circle(40, (anyOf) => ({ allOf: [{ anyOf }, ...anyOf] })),
      want: ["package"],
    },
    {
      name: "a pattern with exponential backtracking, and an example for it",
      schemas: { S0: { type: "string", pattern: "^(a+)+$", examples: [`${"a".repeat(200)}!`], default: `${"a".repeat(200)}!` } },
      want: ["package"],
    },
  ])("$name", async ({ schemas, want }) => {
    const { outcome: got, seconds } = await outcome(schemas);
    expect(got).toEqual(want);
    expect(seconds).toBeLessThan(20);
  });
});
