import { expect, test } from "vitest";
import { packageOf } from "../package-of.js";

// OpenAPI 3.1, "Encoding Object": the media type of a part whose property has a `contentEncoding`.
const description = `
openapi: 3.1.0
info: { title: Files, version: "1" }
servers: [{ url: https://files.example.com }]
components: { schemas: { Icon: { type: string, contentEncoding: base64, contentMediaType: image/png } } }
paths:
  /files:
    post:
      x-specloom-name: upload
      requestBody:
        content:
          multipart/form-data:
            schema:
              type: object
              required: [icon]
              properties:
                icon: { $ref: "#/components/schemas/Icon" }
                data: { type: string, contentEncoding: base64 }
                note: { type: string }
      responses: { "204": { description: Done } }
`;

test("a string with contentEncoding in a multipart body has the media type of its content", async () => {
  const { files, reported } = await packageOf(description);
  expect(reported).toEqual([]);
  const operations = (files.get("src/operations/index.ts") ?? "").replace(/\s+/g, " ");
  expect(operations).toMatch(/icon: part\([\w.?]+, \{ contentType: "image\/png",? \}\)/);
  expect(operations).toMatch(/data: part\([\w.?]+, \{ contentType: "application\/octet-stream",? \}\)/);
  expect(operations).not.toMatch(/note: part/);
});

// OpenAPI 3.0, "Encoding Object", and Swagger 2.0: `format: byte` is base64.
test.each([
  { name: "a part", more: "", want: '{ contentType: "application/octet-stream",? }' },
  {
    name: "a part with headers",
    more: "encoding: { data: { headers: { X-Size: { schema: { type: integer, const: 1 } } } } }",
    want: '{ contentType: "application/octet-stream",?.*}',
  },
  {
    name: "a part of its own type",
    more: "encoding: { data: { contentType: image/png } }",
    want: '{ contentType: "image/png",? }',
  },
])("$name with format byte has a media type", async ({ more, want }) => {
  const text = description
    .replace("openapi: 3.1.0", "openapi: 3.0.3")
    .replace("contentEncoding: base64 }\n                note", "format: byte }\n                note")
    .replace("            schema:", `            ${more}\n            schema:`);
  const { files } = await packageOf(text);
  const operations = (files.get("src/operations/index.ts") ?? "").replace(/\s+/g, " ");
  expect(operations).toMatch(new RegExp(`data: part\\([\\w.?]+, ${want.replaceAll("{", "\\{").replaceAll("}", "\\}")}\\)`));
  expect(operations).not.toMatch(/note: part/);
});
