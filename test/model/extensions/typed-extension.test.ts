import { describe, expect, test } from "vitest";
import { read } from "../read.js";

describe("x-specloom-typed", () => {
  const api = (schema: string) => `openapi: 3.1.1
info: { title: T, version: "1" }
paths:
  /v1/things:
    post:
      requestBody: { content: { application/json: { schema:
        { type: object, properties: { map: ${schema} } } } } }
      responses: { "204": { description: ok } }
`;
  const texts = "type: object, additionalProperties: { type: string }";
  const place = "a map of strings, an object whose `additionalProperties` are strings";

  test("is the name of a type parameter", () => {
    const { api: described, messages } = read(api(`{ ${texts}, x-specloom-typed: Fields }`));
    expect(messages).toEqual([]);
    const [content] = described.operations[0]?.body?.contents ?? [];
    const map = content?.schema?.kind === "object" ? content.schema.properties[0]?.schema : undefined;
    expect(map?.kind === "object" && map.typeParameterName).toBe("Fields");
  });

  test.each([
    [`{ ${texts}, x-specloom-typed: true }`, "7:100 `x-specloom-typed` must be the name of a type, such as `Properties`."],
    [`{ ${texts}, x-specloom-typed: a.b }`, "7:100 `x-specloom-typed` must be the name of a type, such as `Properties`."],
    ["{ type: object, x-specloom-typed: Fields }", `7:60 \`x-specloom-typed\` must be at ${place}.`],
    [
      `{ ${texts}, properties: { id: { type: string } }, x-specloom-typed: Fields }`,
      `7:138 \`x-specloom-typed\` must be at ${place}.`,
    ],
    [
      "{ type: object, additionalProperties: { type: number }, x-specloom-typed: Fields }",
      `7:100 \`x-specloom-typed\` must be at ${place}.`,
    ],
  ])("%s is reported", (schema, want) => {
    expect(read(api(schema)).messages).toEqual([`error extension-invalid ${want}`]);
  });
});
