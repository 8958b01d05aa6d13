import { describe, expect, test } from "vitest";
import { read, withoutPlaces } from "../read.js";

const [json, form, urlencoded, octets, lines] = [
  "application/json",
  "multipart/form-data",
  "application/x-www-form-urlencoded",
  "application/octet-stream",
  "application/jsonl",
];
const file = "{ type: string, format: binary }";
const pet = "{ $ref: '#/components/schemas/Pet' }";
const object = (schema: string): string => `{ type: object, properties: { f: ${schema} } }`;
const list = (schema: string): string => `{ type: array, items: ${schema} }`;
const content = (type: string, schema: string, key = "schema"): string => `{ ${JSON.stringify(type)}: { ${key}: ${schema} } }`;

/** `binary` of all strings of an operation with a request and a response, in the order of the model. */
function bytes(sent: string, received: string, schemas = "{}"): readonly unknown[] {
  const { api } = read(`openapi: 3.2.0
info: { title: T, version: "1" }
paths:
  /{id}:
    put:
      parameters: [{ name: id, in: path, required: true, schema: ${file} }]
      requestBody: { content: ${sent} }
      responses: { "200": { description: ok, content: ${received} } }
components: { schemas: ${schemas} }
`);
  const found = JSON.stringify(withoutPlaces({ ...api, schemas: [...api.schemas.values()] }));
  return [...found.matchAll(/"binary":(true|false|"\w+")/g)].map(([, value]): unknown => JSON.parse(value ?? ""));
}

describe("a binary string", () => {
  // The whole body, the fields of a form and their items are bytes; JSON and parameters have plain strings.
  // prettier-ignore
  test.each<{ name: string; sent: string; received: string; schemas?: string; want: readonly (boolean | string)[] }>([
    { name: "within JSON",                       sent: content(json, object(file)),                 received: content(json, list(file)),           want: [false, false, false] },
    { name: "as a whole body",                   sent: content(octets, file),                       received: content("image/png", file),          want: [false, "request", "response"] },
    { name: "as a whole body, called JSON",      sent: content(json, file),                         received: content(json, file),                 want: [false, "request", "response"] },
    { name: "as a whole body or nothing",        sent: content(json, `{ oneOf: [${file}, { type: "null" }] }`), received: content(json, "{}"),     want: [false, "request"] },
    { name: "as a field",                        sent: content(form, object(file)),                 received: content(json, "{}"),                 want: [false, "request"] },
    { name: "as the items of a field",           sent: content(form, object(list(file))),           received: content(json, "{}"),                 want: [false, "request"] },
    { name: "within a field that is JSON",       sent: content(form, object(object(file))),         received: content(json, "{}"),                 want: [false, false] },
    { name: "within a field of JSON",            sent: content(form, object(object(object(file)))), received: content(json, "{}"),                 want: [false, false] },
    { name: "within an item that is JSON",       sent: content(form, object(list(object(file)))),   received: content(json, "{}"),                 want: [false, false] },
    { name: "as a field that cannot hold it",    sent: content(urlencoded, object(file)),           received: content(json, "{}"),                 want: [false, "request"] },
    { name: "as a part without a name",          sent: content("multipart/mixed", file, "itemSchema"), received: content(json, "{}"),              want: [false, "request"] },
    { name: "in a line",                         sent: content(lines, file, "itemSchema"),          received: content(lines, object(file), "itemSchema"), want: [false, false, false] },
    { name: "in a model that is JSON",           sent: content(json, pet),                          received: content(json, pet), schemas: `{ Pet: ${object(file)} }`, want: [false, false] },
    { name: "in a model that is sent as a form", sent: content(form, pet),                          received: content(json, pet), schemas: `{ Pet: ${object(file)} }`, want: ["request", false] },
    { name: "in a model of either",              sent: content(form, pet),                          received: content(form, pet), schemas: `{ Pet: ${object(file)} }`, want: [true, false] },
    { name: "in a model of itself",              sent: content(form, pet),                          received: content(json, pet), schemas: `{ Pet: { allOf: [${object(file)}, ${object(pet)}] } }`, want: ["request", false, false] },
    { name: "in a model that is JSON as well",   sent: `{ ${form}: { schema: ${pet} }, ${json}: { schema: ${pet} } }`, received: content(json, pet), schemas: `{ Pet: ${object(file)} }`, want: ["request", false, false] },
  ])("$name", ({ sent, received, schemas, want }) => {
    expect([...bytes(sent, received, schemas)].sort()).toEqual([...want].sort());
  });
});
