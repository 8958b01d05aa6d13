import { expect, test } from "vitest";
import { hoverModule, typeErrors } from "../compile.js";
import { packageOf } from "../package-of.js";

test("the examples in doc comments fit types of arrays and strings whose schemas have keywords for objects", async () => {
  const schemas = {
    Pet: "{ type: object, required: [name], properties: { name: { type: string } } }",
    Tags: "{ type: array, items: { type: string }, properties: { more: { type: boolean } }, required: [more] }",
    Pets: "{ allOf: [{ $ref: '#/components/schemas/Pet' }], type: array, items: { $ref: '#/components/schemas/Pet' } }",
    Word: "{ allOf: [{ type: string }], properties: { length: { type: number } }, required: [length] }",
  };
  const body = (name: string): string =>
    `requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/${name}' } } } }`;
  const paths = Object.keys(schemas).map(
    (name) => `  /${name}: { put: { ${body(name)}, responses: { "204": { description: ok } } } }`,
  );
  const components = Object.entries(schemas).map(([name, schema]) => `    ${name}: ${schema}`);
  const { files, reported } = await packageOf(`openapi: 3.1.0
info: { title: Sample, version: "1" }
servers: [{ url: https://api.example.com }]
paths:
${paths.join("\n")}
components:
  schemas:
${components.join("\n")}
`);
  const classes = files.get("src/sample.ts") ?? "";
  for (const example of ['({ body: ["text"] })', '({ body: [{ name: "Acme" }] })', '({ body: "text" })'])
    expect(classes).toContain(example);
  expect(reported.map(({ code }) => code)).toEqual(["unsupported", "unsupported"]);
  expect(typeErrors(files, new Map([["hovers.ts", hoverModule(files)]]))).toEqual([]);
});
