import { describe, expect, test } from "vitest";
import type { Content, Operation, Parameter } from "../../../generator/model/types/operation.js";
import type { Schema } from "../../../generator/model/types/schema.js";
import type { OperationPlan } from "../../../generator/plan/types/operation-plan.js";
import {
  allOf,
  anything,
  body,
  keyOf,
  list,
  nothing,
  number,
  object,
  operation,
  operationsOf,
  parameter,
  place,
  planned,
  reference,
  response,
  string,
  union,
} from "../api-builder.js";
import { plan, schemas } from "../one-operation.js";

const open: Schema = {
  kind: "union",
  members: [string],
  discriminator: { property: "kind", values: new Map() },
  docs: {},
  place,
};
const dangerous = object({ ["__proto__"]: string, a: string });

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

  test("no content", () => {
    expect(plan({ responses: [{ ...response("204"), description: "Gone." }] }).responses).toEqual([
      { status: "204", description: "Gone.", body: { kind: "none" }, otherBodies: [], headers: [] },
    ]);
  });
});
