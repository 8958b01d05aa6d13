import { describe, expect, test } from "vitest";
import { resolveText, withSchemas } from "../resolve-text.js";

/** The schema `A` of a description, after resolving, and the codes of its diagnostics. */
function repairing(version: string, schema: unknown) {
  const { data, diagnostics } = resolveText(withSchemas(version, `A: ${JSON.stringify(schema)}\nB: {type: string}`));
  const found = data as { readonly components: { readonly schemas: { readonly A: unknown } } } | undefined;
  const notes = diagnostics.filter(({ place }) => place?.pointer !== "/openapi" && place?.pointer !== "");
  return { schema: found?.components.schemas.A, codes: notes.map(({ code, severity }) => `${severity} ${code}`) };
}

const B = { $ref: "#/components/schemas/B" };
const none = { type: "null" };

describe("nullable becomes the type null", () => {
  const cases = [
    { given: { type: "string", nullable: true }, want: { type: ["string", "null"] } },
    { given: { type: ["string", "null"], nullable: true }, want: { type: ["string", "null"] } },
    { given: { type: "string", enum: ["a"], nullable: true }, want: { type: ["string", "null"], enum: ["a", null] } },
    { given: { type: "string", enum: ["a", null], nullable: true }, want: { type: ["string", "null"], enum: ["a", null] } },
    { given: { enum: ["a"], nullable: true }, want: { enum: ["a", null] } },
    { given: { oneOf: [B, { type: "number" }], nullable: true }, want: { oneOf: [B, { type: "number" }, none] } },
    {
      given: { anyOf: [B, { type: "number", nullable: true }], nullable: true },
      want: { anyOf: [B, { type: ["number", "null"] }] },
    },
    { given: { type: "object", anyOf: [B], nullable: true }, want: { type: ["object", "null"], anyOf: [B, none] } },
    { given: { allOf: [B], nullable: true, description: "d" }, want: { description: "d", anyOf: [B, none] } },
    { given: { allOf: [B, { type: "object" }], nullable: true }, want: { anyOf: [{ allOf: [B, { type: "object" }] }, none] } },
    { given: { ...B, nullable: true, "x-a": 1 }, want: { "x-a": 1, anyOf: [B, none] } },
    { given: { properties: { a: B }, nullable: true }, want: { type: ["object", "null"], properties: { a: B } } },
    { given: { items: B, nullable: true }, want: { type: ["array", "null"], items: B } },
    { given: { description: "anything", nullable: true }, want: { description: "anything" } },
  ];
  test.each(cases)("$given", ({ given, want }) => {
    expect(repairing("3.0.3", given).schema).toEqual(want);
    expect(repairing("3.1.0", given).schema).toEqual(want);
  });
});

describe("other repairs of a schema", () => {
  const cases = [
    {
      version: "3.0.3",
      given: { minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false },
      want: { exclusiveMinimum: 1, maximum: 9 },
    },
    { version: "3.0.3", given: { exclusiveMaximum: true }, want: {} },
    { version: "3.1.0", given: { exclusiveMinimum: 3 }, want: { exclusiveMinimum: 3 } },
    { version: "3.0.3", given: { type: "string", example: null }, want: { type: "string" } },
    {
      version: "3.0.3",
      given: { properties: { a: { type: "string", required: true } } },
      want: { properties: { a: { type: "string" } } },
    },
    {
      version: "3.0.3",
      given: { ...B, type: "string", default: "x", description: "d", readOnly: true },
      want: { ...B, description: "d", readOnly: true },
    },
    { version: "3.1.0", given: { ...B, type: "string", description: "" }, want: { ...B, type: "string" } },
    { version: "3.0.3", given: { ...B, description: "" }, want: B },
  ];
  test.each(cases)("$version $given", ({ version, given, want }) => {
    expect(repairing(version, given).schema).toEqual(want);
  });

  test("each repair is a note", () => {
    expect(repairing("3.0.3", { type: "string", nullable: true, example: null }).codes).toEqual([
      "note repaired",
      "note repaired",
    ]);
    expect(repairing("3.0.3", { type: "string", description: "" }).codes).toEqual([]);
  });
});

describe("data is never repaired", () => {
  const data = { nullable: true, type: "string", example: null, $ref: "#/nowhere" };
  test.each([
    { given: { type: "object", default: data } },
    { given: { type: "object", enum: [data] } },
    { given: { type: "object", example: data } },
    { given: { type: "object", examples: [data] } },
    { given: { type: "object", const: data } },
    { given: { type: "object", "x-data": data } },
  ])("$given", ({ given }) => {
    expect(repairing("3.0.3", given)).toEqual({ schema: given, codes: [] });
  });

  test("a property may be named like a keyword or an extension", () => {
    const given = {
      type: "object",
      properties: {
        nullable: { type: "string" },
        example: { type: "string" },
        $ref: { type: "string" },
        "x-a": { type: "string", nullable: true },
      },
    };
    const want = { type: "object", properties: { ...given.properties, "x-a": { type: ["string", "null"] } } };
    expect(repairing("3.0.3", given).schema).toEqual(want);
  });
});

test("responses and media types", () => {
  const { data } = resolveText(`openapi: 3.0.1
info: {title: t, version: v}
paths:
  /a:
    get:
      responses:
        "200": {description: ok, content: {application/json: {example: null, schema: {type: string}}}}
        "204": {description: none, content: {}}
        default: {$ref: "#/components/responses/E", description: "", content: {}}
components: {responses: {E: {description: e}}}
`);
  expect(data).toEqual({
    openapi: "3.1.1",
    info: { title: "t", version: "v" },
    paths: {
      "/a": {
        get: {
          responses: {
            "200": { description: "ok", content: { "application/json": { schema: { type: "string" } } } },
            "204": { description: "none", content: {} },
            default: { $ref: "#/components/responses/E" },
          },
        },
      },
    },
    components: { responses: { E: { description: "e" } } },
  });
});

describe("x-webhooks", () => {
  const hook = { post: { requestBody: { $ref: "#/x-webhooks/other/post/requestBody" } } };
  const other = { post: { requestBody: { content: { "application/json": { schema: { type: "string", nullable: true } } } } } };
  const text = (version: string, webhooks: unknown, more = "") =>
    `openapi: ${version}\ninfo: {title: t, version: v}\npaths: {}\n${more}x-webhooks: ${JSON.stringify(webhooks)}`;
  const repaired = (description: string) => {
    const { data, diagnostics } = resolveText(description);
    const { webhooks } = (data ?? {}) as { readonly webhooks?: unknown };
    return { webhooks, notes: diagnostics.filter(({ place }) => place?.pointer === "/x-webhooks").map(({ message }) => message) };
  };

  test("of 3.0 becomes webhooks, and references into the extension stay valid", () => {
    const { webhooks, notes } = repaired(text("3.0.3", { hook, other }));
    const upgraded = { post: { requestBody: { content: { "application/json": { schema: { type: ["string", "null"] } } } } } };
    expect(webhooks).toMatchObject({ hook: { post: {} }, other: upgraded });
    expect(notes).toEqual(["OpenAPI 3.0 has no `webhooks`; the extension `x-webhooks` is read instead."]);
  });

  test.each([
    { given: "no path items", description: text("3.0.3", { hook: { url: "https://example.com" } }) },
    { given: "a list", description: text("3.0.3", [hook]) },
    { given: "a version that has webhooks", description: text("3.1.0", { hook: other }) },
  ])("is left alone: $given", ({ description }) => {
    expect(repaired(description)).toEqual({ notes: [] });
  });
});
