import { describe, expect, test } from "vitest";
import type { Schema } from "../../../generator/model/types/schema.js";
import { object, response, string } from "../api-builder.js";
import { plan } from "../one-operation.js";

describe("responses", () => {
  test.each([
    ["JSON", "application/json", string, "json"],
    ["anything with a schema", "*/*", string, "json"],
    ["a problem", "application/problem+json; charset=utf-8", string, "json"],
    ["JSON without a schema", "application/json", undefined, "unknown"],
    ["text", "text/csv", string, "text"],
    ["XML", "application/xml", object({ a: string }), "text"],
    ["a file", "application/pdf", string, "binary"],
    ["bytes", "*/*", { ...string, binary: true } as Schema, "binary"],
  ])("%s", (_, mediaType, schema, kind) => {
    const found = plan({
      responses: [{ ...response("200"), contents: [{ mediaType, ...(schema && { schema }), examples: [] }] }],
    });
    expect(found.responses[0]?.body.kind).toBe(kind);
  });

  // Of an error, only JSON is parsed, and a text may turn out to be JSON: `text` always has it.
  test.each([
    ["text", "text/plain", string, "unknown"],
    ["a file", "application/pdf", string, "unknown"],
    ["JSON", "application/json", string, "json"],
    ["an object whose media type is text", "text/plain", object({ a: string }), "json"],
  ])("an error that is %s", (_, mediaType, schema, kind) => {
    const found = plan({
      responses: [response("204"), { ...response("400"), contents: [{ mediaType, schema, examples: [] }] }],
    });
    expect(found.responses.find(({ status }) => status === "400")?.body.kind).toBe(kind);
  });

  test("no content", () => {
    expect(plan({ responses: [{ ...response("204"), description: "Gone." }] }).responses).toEqual([
      { status: "204", description: "Gone.", body: { kind: "none" }, otherBodies: [], headers: [] },
    ]);
  });
});
