import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { compareDescription } from "./compare-description.js";
import { reasons } from "./reasons.js";

/** Small real descriptions; `npm run oracle` compares any number. */
const folder = path.join(import.meta.dirname, "../../../shared/corpus/nasty");
const maxLength = 120_000;
const files = existsSync(folder) ? readdirSync(folder).filter((file) => file !== "index.json") : [];
const texts = files
  .map((file) => [file, readFileSync(path.join(folder, file), "utf8")] as const)
  .filter(([, text]) => text.length < maxLength);

describe.skipIf(texts.length === 0)("our models of real descriptions (skipped if the descriptions are not there)", () => {
  const applied = new Set<string>();
  let compared = 0;

  test.each(texts)("%s differ from the oracle's only with a reason", (file, text) => {
    const result = compareDescription(file, text);
    for (const reason of Object.keys(result?.reasons ?? {})) applied.add(reason);
    compared += result?.schemas ?? 0;
    expect(result?.compilerErrors ?? []).toEqual([]);
    expect(result?.unexplained ?? []).toEqual([]);
  });

  afterAll(() => {
    expect(compared).toBeGreaterThan(500);
    expect(applied.size).toBeGreaterThan(5);
  });
});

const head = `openapi: 3.1.0\ninfo: { title: T, version: "1" }\n`;
const description = (schema: string): string =>
  `${head}paths: { /: { get: { responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } } } } }
components: { schemas: { Pet: ${schema} } }`;

test("identical types have no difference", () => {
  expect(
    compareDescription("pet.yaml", description("{ type: object, required: [id], properties: { id: { type: string } } }")),
  ).toEqual({
    schemas: 1,
    reasons: {},
    unexplained: [],
    compilerErrors: [],
  });
});

test("a binary value in a request can be a Blob, a typed array or a stream", () => {
  const upload = `${head}paths: { /: { post: { requestBody: { content: { multipart/form-data: { schema: { $ref: "#/components/schemas/Upload" } } } } } } }
components: { schemas: { Upload: { type: object, properties: { file: { type: string, format: binary } } } } }`;
  expect(compareDescription("upload.yaml", upload)).toMatchObject({ reasons: { binary: 1, "binary input": 1 }, unexplained: [] });
});

test("an intersection of an open enum and a string is a string", () => {
  const part = (k: string, o: string): string =>
    `{ type: object, properties: { k: ${k}, o: { type: object, properties: { ${o}: {} } } } }`;
  const schema = `{ allOf: [${part("{ type: [string, 'null'], enum: [a, null] }", "x")}, ${part("{ type: [string, 'null'] }", "y")}] }`;
  expect(compareDescription("pet.yaml", description(schema))).toMatchObject({
    reasons: { "open enum in an intersection": 1 },
    unexplained: [],
  });
});

test("each reason has a distinct name and a sentence", () => {
  expect(new Set(reasons.map(({ name }) => name)).size).toBe(reasons.length);
  for (const { because } of reasons) expect(because).toMatch(/^[A-Z`].*\.$/);
});
