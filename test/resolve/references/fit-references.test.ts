import { expect, test } from "vitest";
import { resolveText } from "../resolve-text.js";

/** A reference to an object of another kind takes what fits, with a warning. */

const document = (parts: string) => `openapi: 3.1.0\ninfo: {title: t, version: v}\n${parts}`;
const response = (value: string) => `paths: {/a: {get: {responses: {'200': ${value}}}}}\n`;
const body = (value: string) => `paths: {/a: {post: {requestBody: ${value}, responses: {}}}}\n`;
const json = (schema: string) => `{content: {text/plain: {schema: {}}, application/json: {schema: ${schema}}}}`;
const schemaIn = (ref: string) => response(`{description: OK, content: {application/json: {schema: {$ref: '${ref}'}}}}`);

interface Case {
  readonly name: string;
  readonly given: string;
  readonly pointer: string;
  readonly want: unknown;
}

const cases: readonly Case[] = [
  {
    name: "a response that refers to a request body",
    given: response("{$ref: '#/components/requestBodies/X'}") + "components: {requestBodies: {X: {description: d, required: true, content: {application/json: {schema: {type: string}}}}}}",
    pointer: "/paths/~1a/get/responses/200",
    want: { description: "d", content: { "application/json": { schema: { type: "string" } } } },
  },
  {
    name: "a request body that refers to a response, through another",
    given: body("{$ref: '#/components/responses/X'}") + "components: {responses: {X: {$ref: '#/components/responses/Y'}, Y: {description: d, headers: {}, content: {application/json: {}}}}}",
    pointer: "/paths/~1a/post/requestBody",
    want: { description: "d", content: { "application/json": {} } },
  },
  {
    name: "a schema that refers to a parameter",
    given: schemaIn("#/components/parameters/P") + "components: {parameters: {P: {name: p, in: query, schema: {type: integer}}}}",
    pointer: "/paths/~1a/get/responses/200/content/application~1json/schema",
    want: { $ref: "#/components/parameters/P/schema" },
  },
  {
    name: "a schema that refers to a parameter with content",
    given: schemaIn("#/components/parameters/P") + "components: {parameters: {P: {name: p, in: query, content: {application/json: {schema: {type: integer}}}}}}",
    pointer: "/paths/~1a/get/responses/200/content/application~1json/schema",
    want: { $ref: "#/components/parameters/P/content/application~1json/schema" },
  },
  {
    name: "a schema that refers to a response",
    given: schemaIn("#/components/responses/R") + `components: {responses: {R: ${json("{type: integer}")}}}`,
    pointer: "/paths/~1a/get/responses/200/content/application~1json/schema",
    want: { $ref: "#/components/responses/R/content/application~1json/schema" },
  },
  {
    name: "a schema that refers to a response without content: any value",
    given: schemaIn("#/components/responses/R") + "components: {responses: {R: {description: d}}}",
    pointer: "/paths/~1a/get/responses/200/content/application~1json/schema",
    want: {},
  },
  {
    name: "a header that refers to a parameter",
    given: response("{description: OK, headers: {X: {$ref: '#/components/parameters/P'}}}") + "components: {parameters: {P: {name: p, in: header, description: d, schema: {type: integer}}}}",
    pointer: "/paths/~1a/get/responses/200/headers/X",
    want: { description: "d", schema: { type: "integer" } },
  },
  {
    name: "a response that refers to a schema",
    given: response("{$ref: '#/components/schemas/S'}") + "components: {schemas: {S: {type: integer}}}",
    pointer: "/paths/~1a/get/responses/200",
    want: { content: { "application/json": { schema: { $ref: "#/components/schemas/S" } } } },
  },
  {
    name: "a media type that refers to a schema",
    given: response("{description: OK, content: {application/json: {$ref: '#/components/schemas/S'}}}") + "components: {schemas: {S: {type: integer}}}",
    pointer: "/paths/~1a/get/responses/200/content/application~1json",
    want: { schema: { $ref: "#/components/schemas/S" } },
  },
]; // prettier-ignore

test.each(cases)("$name", ({ given, pointer, want }) => {
  const { data, diagnostics } = resolveText(document(given));
  const found = pointer.slice(1).split("/").reduce<unknown>((node, key) => Reflect.get(node as object, key.replaceAll("~1", "/")), data); // prettier-ignore
  expect(found).toEqual(want);
  expect(diagnostics.filter(({ severity }) => severity !== "note").map(({ code }) => code)).toEqual(["ref-other-kind"]);
});

test.each([
  ["a parameter that refers to a schema", "paths: {/a: {get: {parameters: [{$ref: '#/components/schemas/S'}], responses: {}}}}\ncomponents: {schemas: {S: {type: integer}}}"],
  ["a request body that refers to a response without content", body("{$ref: '#/components/responses/X'}") + "components: {responses: {X: {description: d}}}"],
])("%s is refused", (_, given) => {
  expect(resolveText(document(given)).faults.map((fault) => fault.replace(/.* /, ""))).toEqual(["wrong-type"]);
}); // prettier-ignore
