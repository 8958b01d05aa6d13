import { expect, test } from "vitest";
import { generate } from "../../../generator/index.js";

/** Warnings about what is not read concern the selected operations and what they refer to, in OpenAPI and in Swagger 2.0. */

const ok = "responses: {'200': {description: OK, content: {application/json: {schema: {$ref: '#/components/schemas/";
const openApi = `openapi: 3.1.0
info: {title: t, version: v}
servers: [{url: 'https://a.test'}]
paths:
  /a: {get: {operationId: a, inA: 1, ${ok}A'}}}}}}}
  /b: {sumary: b, get: {operationId: b, inB: 1, ${ok}B'}}}}}}, put: {}}
  /c: {$ref: '#/components/pathItems/C'}
components:
  pathItems: {C: {get: {operationId: c, inC: 1, ${ok}Both'}}}}}}}}
  schemas:
    A: {inSchemaA: 1, properties: {both: {$ref: '#/components/schemas/Both'}}}
    B: {inSchemaB: 1, example: {$ref: x.json}, properties: {both: {$ref: '#/components/schemas/Both'}}}
    Both: {inBoth: 1}
    Nobody: {inNobody: 1}
tags: [{name: t, inTag: 1}]
`;
const swagger = `swagger: "2.0"
info: {title: t, version: v}
host: a.test
paths:
  /a: {get: {inA: 1, responses: {'200': {description: OK, schema: {$ref: '#/definitions/A'}}}}}
  /b: {get: {inB: 1, responses: {'200': {description: OK, schema: {$ref: '#/definitions/B'}}}}}
definitions: {A: {inSchemaA: 1}, B: {inSchemaB: 1}}
`;

async function told(text: string, selection: { readonly include?: readonly string[]; readonly exclude?: readonly string[] }) {
  const description = { name: "api.yaml", text };
  const { diagnostics } = await generate({ description, options: { name: "t", version: "1.0.0", entries: [], ...selection } });
  return diagnostics
    .filter(({ severity }) => severity === "warning")
    .map(({ code, message }) => /no field `(\w+)`/.exec(message)?.[1] ?? code)
    .sort();
}

test.each([
  ["all", openApi, {}, ["inA", "inB", "inC", "inBoth", "inNobody", "inSchemaA", "inSchemaB", "inTag", "sumary", "example-reference", "operation-empty"]],
  ["all but one", openApi, { exclude: ["path:/b"] }, ["inA", "inC", "inBoth", "inSchemaA", "inTag"]],
  ["one", openApi, { include: ["name:b"] }, ["inB", "inBoth", "inSchemaB", "inTag", "sumary", "example-reference"]],
  ["one that is a reference", openApi, { include: ["path:/c"] }, ["inC", "inBoth", "inTag"]],
  ["all of Swagger 2.0", swagger, {}, ["inA", "inB", "inSchemaA", "inSchemaB"]],
  ["one of Swagger 2.0", swagger, { exclude: ["path:/b"] }, ["inA", "inSchemaA"]],
] as const)("%s", async (_, text, selection, want) => {
  expect(await told(text, selection)).toEqual([...want].sort());
}); // prettier-ignore
