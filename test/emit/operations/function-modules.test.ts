import { beforeAll, describe, expect, test } from "vitest";
import type { Files } from "../../../generator/files.js";
import { typeErrors } from "../compile.js";
import { packageOf } from "../package-of.js";

/** Every kind of operation that OpenAPI allows, and some invalid ones that real descriptions have. */
const description = `openapi: 3.2.0
info: { title: Library, version: "1" }
servers: [{ url: https://library.example }]
paths:
  /books:
    $ref: "#/components/pathItems/Books"
  "/books/{isbn}":
    parameters: [{ name: isbn, in: path, required: true, schema: { type: string } }]
    get: { operationId: twice, responses: { "200": { description: A book. } } }
    additionalOperations:
      COPY:
        operationId: twice
        parameters: [{ name: Destination, in: header, required: true, schema: { type: string } }]
        responses: { "204": { description: Copied. } }
      M-SEARCH: { responses: { "204": { description: Found. } } }
  "/books/{book}":
    delete: { responses: { "204": { description: Gone. } } }
  "/search?view=full&q={words}":
    get:
      parameters:
        - { name: words, in: path, required: true, schema: { type: string } }
        - { name: limit, in: query, schema: { type: integer } }
      responses: { "204": { description: Nothing. } }
  /search?view=short:
    get: { responses: { "204": { description: Nothing. } } }
components:
  pathItems:
    Books:
      query:
        requestBody: { content: { application/json: { schema: { type: object, properties: { author: { type: string } } } } } }
        responses: { "200": { description: Books. } }
`;

describe("operations of every kind", () => {
  let files: Files = new Map();
  let said: readonly string[] = [];

  beforeAll(async () => {
    const { files: emitted, reported } = await packageOf(description);
    files = emitted;
    said = reported.map(({ code, severity }) => `${severity} ${code}`);
  });

  const text = (path: string): string => files.get(path) ?? `${path} is missing`;

  test("are reported if they are invalid", () => {
    expect(said.filter((line) => !line.endsWith("name-taken")).sort()).toEqual([
      "warning operation-id-duplicate",
      "warning path-parameter-undeclared",
      "warning path-query",
      "warning path-query",
      "warning path-similar",
    ]);
  });

  test("compile", () => {
    expect(typeErrors(files)).toEqual([]);
  });

  test.each([
    ["books", 'method: "QUERY", path: path`/books`, body: omitIfEmpty(params) }'],
    ["books", 'method: "GET", path: path`/books/${params.isbn}` }'],
    ["books", 'method: "COPY", path: path`/books/${params.isbn}`, headers: { Destination: params.Destination } }'],
    ["books", 'method: "M-SEARCH", path: path`/books/${params.isbn}` }'],
    ["books", 'method: "DELETE", path: path`/books/${params.book}` }'],
    ["index", 'method: "GET", path: path`/search`, query: { view: "full", limit: params.limit, q: params.q } }'],
    ["index", 'method: "GET", path: path`/search`, query: { view: "short" } }'],
  ])("%s sends %s", (module, request) => {
    const oneLine = text(`src/operations/${module}.ts`).replace(/\s+/g, " ").replaceAll(", }", " }");
    expect(oneLine).toContain(request);
  });
});
