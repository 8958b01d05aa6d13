import { describe, expect, test } from "vitest";
import type { Files } from "../../../generator/files.js";
import { fixture, packageOf } from "../package-of.js";

/** The types of the responses of an operation by status, and its `Accept` header. */
function told(files: Files, operation: string): string {
  const text = files.get("src/operations/index.ts") ?? "";
  const name = operation.charAt(0).toUpperCase() + operation.slice(1);
  const [, members = ""] = new RegExp(`interface ${name}Responses \\{([^]*?)\\n\\}`).exec(text) ?? [];
  const types = [...members.matchAll(/^ {2}(\w+): ([^;]*);$/gm)].map(([, status, type]) => `${status ?? ""}: ${type ?? ""}`);
  const [, request = ""] =
    new RegExp(`export function ${operation}\\([^]*?client\\.send\\(([^]*?)options,?\\s*\\);`).exec(text) ?? [];
  return [...types, /accept:\s*"([^"]*)"/.exec(request)?.[1] ?? ""].join(" | ");
}

describe("what is asked for, what is read and what is typed are the same JSON types", () => {
  // prettier-ignore
  const rows: readonly (readonly [operation: string, want: string])[] = [
    ["versions", "200: A | B | default: A | B | application/json; v=1, application/json; v=2;q=0.9"],
    ["hal", "200: A | B | application/json, application/hal+json;q=0.9"],
    ["any", "200: B | A | application/json, */*;q=0.9, application/hal+json;q=0.9"],
    ["nostream", "200: A[] | ItemStream<A> | application/json, application/stream+json;q=0.9"],
  ];
  test.each(rows)("%s", async (operation, want) => {
    expect(told((await packageOf(fixture("json-types.yaml"))).files, operation)).toBe(want);
  });
});

describe("an error that is described as an object is JSON, whatever its media type", () => {
  const swagger = `
swagger: "2.0"
info: { title: Sample, version: "1" }
host: a.example
produces: [application/pdf]
paths:
  /report: { get: { operationId: report, responses: { "200": { description: ok, schema: { type: file } }, "400": { description: e, schema: { $ref: "#/definitions/E" } }, default: { description: e, schema: { type: array, items: { $ref: "#/definitions/E" } } } } } }
  /csv: { get: { operationId: csv, produces: [text/csv, image/png], responses: { "200": { description: ok, schema: { type: string } }, "404": { description: e, schema: { $ref: "#/definitions/E" } } } } }
definitions:
  E: { type: object, required: [message], properties: { message: { type: string } } }
`;
  test.each([
    ["report", "200: Blob | 400: E | default: E[] | application/pdf"],
    ["csv", "200: string | Blob | 404: E | image/png, text/csv"],
  ])("%s", async (operation, want) => {
    expect(told((await packageOf(swagger)).files, operation)).toBe(want);
  });
});
