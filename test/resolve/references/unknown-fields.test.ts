import { expect, test } from "vitest";
import { resolveText } from "../resolve-text.js";

/** A field that is not read is never passed over in silence. */

const ok = "responses: {'200': {description: OK}}";
const three = (rest: string, version = "3.1.0") => `openapi: ${version}\ninfo: {title: t, version: v}\n${rest}`;

function told(text: string): readonly string[] {
  return resolveText(text).diagnostics.flatMap(({ severity, code, message, help }) =>
    severity === "note" ? [] : [`${code}: ${message}${help === undefined ? "" : ` ${help}`}`],
  );
}

test.each([
  ["a misspelled field of an operation", three("paths: {/a: {get: {respones: {}, parameter: [], responses: {'200': {description: OK}}}}}"), [
    "field-unknown: An Operation Object has no field `respones`, so it is not read. Did you mean `responses`?",
    "field-unknown: An Operation Object has no field `parameter`, so it is not read. Did you mean `parameters`?",
  ]],
  ["fields of schemas, each reported once", three("paths: {}\ncomponents: {schemas: {A: {typ: string, propertis: {}}, B: {typ: string}}}"), [
    "field-unknown: A Schema Object has no field `typ`, so it is not read. It occurs 2 times. Did you mean `type`?",
    "field-unknown: A Schema Object has no field `propertis`, so it is not read. Did you mean `properties`?",
  ]],
  ["a field of Swagger 2.0 in OpenAPI 3", three(`paths: {/a: {get: {produces: [text/plain], parameters: [{name: a, in: query, type: integer}], responses: {'200': {description: OK, schema: {}}}}}}`), [
    "field-unknown: An Operation Object has no field `produces`, so it is not read.",
    "field-unknown: A Parameter Object has no field `type`, so it is not read.",
    "field-unknown: A Response Object has no field `schema`, so it is not read. Known are `summary`, `description`, `headers`, `content`, `links`.",
  ]],
  ["fields beside a $ref that allows none", three(`paths: {/a: {get: {parameters: [{$ref: '#/components/parameters/P', required: true, description: d}], ${ok}}}}\ncomponents: {parameters: {P: {name: p, in: query, schema: {}}}}`), [
    "field-unknown: A Reference Object has no field `required`, so it is not read. Known are `$ref`, `summary`, `description`.",
  ]],
  ["unknown sections of the description and its components", three(`definitions: {A: {}}\nsecurityDefinitions: {}\npaths: {}\ncomponents: {schema: {}}`), [
    "field-unknown: The description has no field `definitions`, so it is not read.",
    "field-unknown: The description has no field `securityDefinitions`, so it is not read.",
    "field-unknown: A Components Object has no field `schema`, so it is not read. Did you mean `schemas`?",
  ]],
  ["a section that references lead to is read", three("definitions: {A: {type: string}}\npaths: {}\ncomponents: {schemas: {B: {$ref: '#/definitions/A'}}}"), []],
  ["extensions, and fields of every version", three(`paths: {/a: {x-b: 1, get: {x-a: 1, ${ok}}}}\ncomponents: {schemas: {A: {nullable: true, type: string, x-c: 1}}}`, "3.0.0"), []],
  ["names of maps are no fields", three(`paths: {}\ncomponents: {schemas: {A: {properties: {respones: {}}}}, callbacks: {c: {anything: {}}}, securitySchemes: {k: {type: apiKey, in: header, name: k}}}\nsecurity: [{k: []}]`), []],
  ["Swagger 2.0", "swagger: '2.0'\ninfo: {title: t, version: v, licence: {name: MIT}}\npaths: {/a: {get: {producs: [], responses: {'200': {description: OK}}}}}", [
    "field-unknown: An Info Object has no field `licence`, so it is not read. Did you mean `license`?",
    "field-unknown: An Operation Object has no field `producs`, so it is not read. Did you mean `produces`?",
  ]],
] as const)("%s", (_, text, want) => {
  expect([...told(text)].sort()).toEqual([...want].sort());
}); // prettier-ignore

const empty = "operation-empty: The operation has neither parameters nor a body nor responses, so what it returns is unknown.";
test.each([
  ["operations without anything", "paths: {/a: {get: {summary: s}, put: {responses: {}}}, /b: {get: {responses: {'200': {description: OK}}}}}", [`${empty} There are 2 such operations. Describe at least one response.`]],
  ["parameters of the path", "paths: {/a: {parameters: [{name: a, in: query, schema: {}}], get: {}}}", []],
  ["webhooks and callbacks", "paths: {}\nwebhooks: {ping: {post: {summary: s}}}\ncomponents: {callbacks: {a: {'{$url}': {post: {summary: s}}}}}", []],
  ["a body", "paths: {/a: {post: {requestBody: {content: {text/plain: {}}}}}}", []],
] as const)("%s", (_, paths, want) => {
  expect(told(three(paths))).toEqual(want);
}); // prettier-ignore
