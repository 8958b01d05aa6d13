import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { compareDescription } from "./judge.js";
import { reasons } from "./reasons.js";

/** A sample of real descriptions, small ones; `npm run oracle` takes any number. */
const folder = path.join(import.meta.dirname, "../../../shared/corpus/nasty");
const tooLong = 120_000;
const files = existsSync(folder) ? readdirSync(folder).filter((file) => file !== "index.json") : [];
const texts = files
  .map((file) => [file, readFileSync(path.join(folder, file), "utf8")] as const)
  .filter(([, text]) => text.length < tooLong);

describe.skipIf(texts.length === 0)("our models of real descriptions (skipped where they are not at hand)", () => {
  const given = new Set<string>();
  let compared = 0;

  test.each(texts)("%s differ from the oracle's for a reason only", (file, text) => {
    const judgement = compareDescription(file, text);
    for (const reason of Object.keys(judgement?.reasons ?? {})) given.add(reason);
    compared += judgement?.schemas ?? 0;
    expect(judgement?.compilerErrors ?? []).toEqual([]);
    expect(judgement?.unexplained ?? []).toEqual([]);
  });

  afterAll(() => {
    expect(compared).toBeGreaterThan(500);
    expect(given.size).toBeGreaterThan(5);
  });
});

const head = `openapi: 3.1.0\ninfo: { title: T, version: "1" }\n`;
const description = (schema: string): string =>
  `${head}paths: { /: { get: { responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } } } } }
components: { schemas: { Pet: ${schema} } }`;

test("the same in both is no difference", () => {
  expect(compareDescription("pet.yaml", description("{ type: object, required: [id], properties: { id: { type: string } } }"))).toEqual({
    schemas: 1,
    reasons: {},
    faults: [],
    complaints: [],
  });
});

test("bytes that are sent are a Blob, and views and streams besides", () => {
  const upload = `${head}paths: { /: { post: { requestBody: { content: { multipart/form-data: { schema: { $ref: "#/components/schemas/Upload" } } } } } } }
components: { schemas: { Upload: { type: object, properties: { file: { type: string, format: binary } } } } }`;
  expect(compareDescription("upload.yaml", upload)).toMatchObject({ reasons: { bytes: 1, "bytes to send": 1 }, faults: [] });
});

test("an open enum that another part calls a text is a text", () => {
  const part = (k: string, o: string): string =>
    `{ type: object, properties: { k: ${k}, o: { type: object, properties: { ${o}: {} } } } }`;
  const schema = `{ allOf: [${part("{ type: [string, 'null'], enum: [a, null] }", "x")}, ${part("{ type: [string, 'null'] }", "y")}] }`;
  expect(compareDescription("pet.yaml", description(schema))).toMatchObject({ reasons: { "open enum of several parts": 1 }, faults: [] });
});

test("each reason has a name of its own and a sentence", () => {
  expect(new Set(reasons.map(({ name }) => name)).size).toBe(reasons.length);
  for (const { because } of reasons) expect(because).toMatch(/^[A-Z`].*\.$/);
});
