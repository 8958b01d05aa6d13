import { describe, expect, test } from "vitest";
import { pointersOf } from "../../../generator/resolve/objects/pointers.js";
import { resolveText } from "../resolve-text.js";

/** The upgrade of Swagger 2.0, in the order of the sections of its specification. */

interface Document {
  readonly [key: string]: unknown;
}

function upgrading(document: Document) {
  const given = { swagger: "2.0", info: { title: "t", version: "v" }, paths: {}, ...document };
  const { data, diagnostics } = resolveText(JSON.stringify(given));
  return { data: data as Document, warnings: diagnostics.filter(({ severity }) => severity !== "note").map(({ code }) => code) };
}

/** The operation `GET /a` of a description after the upgrade. */
function operation(given: Document, around: Document = {}, item: Document = {}) {
  const get = { responses: { "200": { description: "ok" } }, ...given };
  const { data, warnings } = upgrading({ ...around, paths: { "/a": { get, ...item } } });
  const upgraded = (data.paths as { readonly "/a": { readonly get: Document } })["/a"].get;
  return { ...upgraded, warnings };
}

const text = { type: "string" };
const texts = { type: "array", items: text };
const pet = { $ref: "#/components/schemas/Pet" };
const definitions = { definitions: { Pet: { type: "object" } } };

describe("servers", () => {
  const cases = [
    { given: { host: "a.example", basePath: "/v1", schemes: ["http", "https"] }, want: ["https://a.example/v1", "http://a.example/v1"] },
    { given: { host: "a.example" }, want: ["https://a.example"] },
    { given: { basePath: "/v1" }, want: ["/v1"] },
    { given: {}, want: undefined },
  ]; // prettier-ignore
  test.each(cases)("$given", ({ given, want }) => {
    const servers = upgrading(given).data.servers as readonly { readonly url: string }[] | undefined;
    expect(servers?.map(({ url }) => url)).toEqual(want);
  });

  test("an operation may have other schemes than the description", () => {
    const around = { host: "a.example", basePath: "/v1", schemes: ["http"] };
    expect(operation({ schemes: ["https"] }, around)).toMatchObject({ servers: [{ url: "https://a.example/v1" }] });
    expect(operation({ schemes: ["http"] }, around)).not.toHaveProperty("servers");
  });
});

describe("parameters get a schema, and a style for the collectionFormat", () => {
  const query = { in: "query", name: "q" };
  const commas = { style: "form", explode: false };
  const cases = [
    { given: { ...query, type: "integer", format: "int64", maximum: 3, default: 1 }, want: { ...query, schema: { type: "integer", format: "int64", maximum: 3, default: 1 } } },
    { given: { ...query, ...texts }, want: { ...query, ...commas, schema: texts } },
    { given: { ...query, ...texts, collectionFormat: "csv" }, want: { ...query, ...commas, schema: texts } },
    { given: { ...query, ...texts, collectionFormat: "ssv" }, want: { ...query, style: "spaceDelimited", explode: false, schema: texts } },
    { given: { ...query, ...texts, collectionFormat: "pipes" }, want: { ...query, style: "pipeDelimited", explode: false, schema: texts } },
    { given: { ...query, ...texts, collectionFormat: "multi" }, want: { ...query, style: "form", explode: true, schema: texts } },
    { given: { ...query, ...texts, collectionFormat: "tsv" }, want: { ...query, style: "collectionFormat: tsv", explode: false, schema: texts } },
    { given: { ...query, ...texts, collectionFormat: "lines" }, want: { ...query, ...commas, schema: texts }, warnings: ["unsupported"] },
    { given: { in: "header", name: "h", ...texts }, want: { in: "header", name: "h", style: "simple", explode: false, schema: texts } },
    { given: { in: "header", name: "h", ...texts, collectionFormat: "pipes" }, want: { in: "header", name: "h", schema: text }, warnings: ["unsupported"] },
    { given: { ...query, type: "string", enum: ["file"], default: "file", "x-own": 1, description: "d", allowEmptyValue: true }, want: { ...query, schema: { type: "string", enum: ["file"], default: "file" }, "x-own": 1, description: "d", allowEmptyValue: true } },
  ]; // prettier-ignore
  test.each(cases)("$given", ({ given, want, warnings = [] }) => {
    expect(operation({ parameters: [given] })).toMatchObject({ parameters: [want], warnings });
  });

  test("shared parameters stay shared, under any name", () => {
    const parameters = { default: { ...query, type: "string" }, "x-page": { ...query, name: "p", type: "string" } };
    const { data } = upgrading({
      parameters,
      paths: {
        "/a": { get: { parameters: [{ $ref: "#/parameters/default" }, { $ref: "#/parameters/x-page" }], responses: {} } },
      },
    });
    expect(data).toMatchObject({
      paths: {
        "/a": {
          get: { parameters: [{ $ref: "#/components/parameters/default" }, { $ref: "#/components/parameters/x-page" }] },
        },
      },
      components: { parameters: { default: { ...query, schema: text }, "x-page": { name: "p", schema: text } } },
    });
  });
});

describe("bodies", () => {
  const body = { in: "body", name: "pet", required: true, description: "d", schema: { $ref: "#/definitions/Pet" }, "x-own": 1 };
  const json = { "application/json": { schema: pet } };
  const shared = { parameters: { Body: body } };
  const cases = [
    { name: "of one operation", given: { parameters: [body] }, around: {}, item: {}, want: json },
    { name: "with its own media types", given: { parameters: [body], consumes: ["text/xml"] }, around: { consumes: ["application/json"] }, item: {}, want: { "text/xml": { schema: pet } } },
    { name: "with the media types of the description", given: { parameters: [body] }, around: { consumes: ["text/xml", "application/json"] }, item: {}, want: { "text/xml": { schema: pet }, ...json } },
    { name: "with an empty list of media types", given: { parameters: [body], consumes: [] }, around: {}, item: {}, want: json },
    { name: "shared", given: { parameters: [{ $ref: "#/parameters/Body" }] }, around: shared, item: {}, want: json },
    { name: "of a path item", given: {}, around: shared, item: { parameters: [{ $ref: "#/parameters/Body" }] }, want: json },
  ]; // prettier-ignore
  test.each(cases)("$name", ({ given, around, item, want }) => {
    const found = operation(given, { ...definitions, ...around }, item);
    expect(found).toMatchObject({ requestBody: { required: true, description: "d", "x-own": 1 }, warnings: [] });
    expect((found as Document).requestBody).toHaveProperty("content", want);
    expect(found).not.toHaveProperty("consumes");
  });
});

describe("forms", () => {
  const name = { in: "formData", name: "n", type: "string", required: true, enum: ["a"], default: "a", description: "d" };
  const file = { in: "formData", name: "f", type: "file" };
  const list = { in: "formData", name: "l", ...texts };
  const named = { type: "string", enum: ["a"], default: "a", description: "d" };
  const urlencoded = "application/x-www-form-urlencoded";
  const form = "multipart/form-data";
  const cases = [
    { given: [name], consumes: undefined, want: { [urlencoded]: { schema: { type: "object", required: ["n"], properties: { n: named } } } } },
    { given: [name], consumes: ["application/json", form], want: { [form]: { schema: { type: "object", required: ["n"], properties: { n: named } } } } },
    { given: [file], consumes: [urlencoded, form], want: { [form]: { schema: { type: "object", properties: { f: { type: "string", format: "binary" } } } } } },
    { given: [list], consumes: undefined, want: { [urlencoded]: { schema: { type: "object", properties: { l: texts } }, encoding: { l: { style: "form", explode: false } } } } },
    { given: [{ ...list, collectionFormat: "multi" }], consumes: undefined, want: { [urlencoded]: { schema: { type: "object", properties: { l: texts } }, encoding: { l: { style: "form", explode: true } } } } },
    { given: [{ ...list, collectionFormat: "pipes" }], consumes: undefined, want: { [urlencoded]: { schema: { type: "object", properties: { l: texts } }, encoding: { l: { style: "pipeDelimited", explode: false } } } } },
  ]; // prettier-ignore
  test.each(cases)("$given consumed as $consumes", ({ given, consumes, want }) => {
    const found = operation({ parameters: given, ...(consumes && { consumes }) });
    expect((found as Document).requestBody).toEqual({
      required: given.some((parameter) => "required" in parameter),
      content: want,
    });
  });
});

describe("responses", () => {
  const schema = { $ref: "#/definitions/Pet" };
  const ok = { description: "ok" };
  const cases = [
    { given: { ...ok, schema }, around: {}, want: { ...ok, content: { "application/json": { schema: pet } } } },
    { given: { ...ok, schema }, around: { produces: ["text/csv"] }, want: { ...ok, content: { "text/xml": { schema: pet } } }, produces: ["text/xml"] },
    { given: { ...ok, schema: { type: "file" } }, around: {}, want: { ...ok, content: { "image/png": { schema: { type: "string", format: "binary" } } } }, produces: ["image/png"] },
    { given: ok, around: { produces: ["text/csv"] }, want: ok },
    { given: { ...ok, headers: { "x-rate": { type: "integer", description: "r" } } }, around: {}, want: { ...ok, headers: { "x-rate": { description: "r", schema: { type: "integer" } } } } },
    { given: { ...ok, examples: { "application/json": { type: "file", $ref: "#/definitions/Pet" } } }, around: {}, want: { ...ok, content: { "application/json": { example: { type: "file", $ref: "#/definitions/Pet" } } } } },
    { given: { $ref: "#/responses/Shared" }, around: { responses: { Shared: { ...ok, schema } } }, want: { ...ok, content: { "text/xml": { schema: pet } } }, produces: ["text/xml"] },
  ]; // prettier-ignore
  test.each(cases)("$given", ({ given, around, want, produces }) => {
    const found = operation({ responses: { default: given }, ...(produces && { produces }) }, { ...definitions, ...around });
    expect((found as Document).responses).toEqual({ default: want });
    expect(found).not.toHaveProperty("produces");
  });
});

describe("security definitions", () => {
  const scopes = { read: "Read" };
  const authorizationUrl = "https://a.example/authorize";
  const tokenUrl = "https://a.example/token";
  const cases = [
    { given: { type: "basic", description: "d" }, want: { type: "http", scheme: "basic", description: "d" } },
    { given: { type: "apiKey", in: "query", name: "k", "x-own": 1 }, want: { type: "apiKey", in: "query", name: "k", "x-own": 1 } },
    { given: { type: "oauth2", flow: "accessCode", authorizationUrl, tokenUrl, scopes }, want: { type: "oauth2", flows: { authorizationCode: { authorizationUrl, tokenUrl, scopes } } } },
    { given: { type: "oauth2", flow: "application", tokenUrl, scopes, description: "d" }, want: { type: "oauth2", flows: { clientCredentials: { tokenUrl, scopes } }, description: "d" } },
    { given: { type: "oauth2", flow: "password", tokenUrl, scopes }, want: { type: "oauth2", flows: { password: { tokenUrl, scopes } } } },
    { given: { type: "oauth2", flow: "implicit", authorizationUrl, scopes }, want: { type: "oauth2", flows: { implicit: { authorizationUrl, scopes } } } },
  ]; // prettier-ignore
  test.each(cases)("$given", ({ given, want }) => {
    const { data } = upgrading({ securityDefinitions: { "x-scheme": given }, security: [{ "x-scheme": [] }] });
    expect(data).toMatchObject({ components: { securitySchemes: { "x-scheme": want } }, security: [{ "x-scheme": [] }] });
  });
});

describe("schemas", () => {
  const cases = [
    { given: { type: "object", discriminator: "kind" }, want: { type: "object", discriminator: { propertyName: "kind" } } },
    { given: { type: "string", "x-nullable": true }, want: { type: ["string", "null"] } },
    { given: { example: { type: "file", $ref: "#/definitions/A" } }, want: { example: { type: "file", $ref: "#/definitions/A" } } },
    { given: { properties: { type: { type: "string" }, $ref: { $ref: "#/definitions/B" } } }, want: { properties: { type: text, $ref: { $ref: "#/components/schemas/B" } } } },
    { given: { $ref: "#/paths/~1a/get/responses/200/schema" }, want: { $ref: "#/paths/~1a/get/responses/200/content/application~1json/schema" } },
    { given: { $ref: "#/x-models/C" }, want: { $ref: "#/x-models/C" } },
  ]; // prettier-ignore
  test.each(cases)("$given", ({ given, want }) => {
    const { data } = upgrading({
      definitions: { A: given, B: {}, default: {} },
      paths: { "/a": { get: { responses: { "200": { description: "ok", schema: texts } } } } },
      "x-models": { C: { items: { $ref: "#/definitions/default" } } },
    });
    expect(data).toMatchObject({ components: { schemas: { A: want } } });
    const [model, wanted] = [data["x-models"], JSON.stringify(given).includes("x-models") ? "components/schemas" : "definitions"];
    expect(model).toEqual({ C: { items: { $ref: `#/${wanted}/default` } } });
  });

  test("keep __proto__ and integers that are not safe", () => {
    const { description } = resolveText(
      '{"swagger":"2.0","info":{"title":"t","version":"v"},"paths":{},"definitions":{"__proto__":{"maximum":9007199254740993}}}',
    );
    expect(description?.nodeAt("/components/schemas/__proto__/maximum")).toMatchObject({ value: 9007199254740993n });
  });
});

describe("places refer to the text before the upgrade", () => {
  const document = `swagger: "2.0"
info: {title: t, version: v}
paths:
  x-own: null
  /a:
    x-own: null
    parameters:
      - {in: body, name: b, schema: {type: object}}
    get:
      parameters:
        - {in: query, name: q, type: array, items: {type: string}, collectionFormat: pipes}
      responses:
        "200": {description: ok, schema: {type: string}}
`;

  test("of every node", () => {
    const { description } = resolveText(document);
    const at = (pointer: string) => description?.nodeAt(pointer)?.place.pointer;
    expect(description && [...pointersOf(description.root).keys()].every(({ place }) => place.source === "api")).toBe(true);
    expect(at("/paths/~1a/get/parameters/0/schema/items/type")).toBe("/paths/~1a/get/parameters/0/items/type");
    expect(at("/paths/~1a/get/parameters/0/style")).toBe("/paths/~1a/get/parameters/0");
    expect(at("/paths/~1a/get/requestBody")).toBe("/paths/~1a/parameters/0");
    expect(at("/paths/~1a/get/requestBody/content/application~1json/schema")).toBe("/paths/~1a/parameters/0/schema");
    expect(at("/paths/~1a/get/responses/200/content/application~1json/schema")).toBe("/paths/~1a/get/responses/200/schema");
  });

  const faults = [
    { given: document.replace("{type: string}}\n", '{$ref: "#/definitions/No"}}\n'), want: ["api:13:43 ref-dangling"] },
    { given: document.replace("{in: query, ", "{"), want: ["api:11:11 missing-field"] },
    { given: document.replace("{in: query, name: q,", "[{in: query, name: q}, {").replace("pipes}", "pipes}]"), want: ["api:11:11 wrong-type"] },
    { given: document.replace(/paths:[^]*/, "paths: []"), want: ["api:3:1 wrong-type"] },
    { given: document.replace(/paths:[^]*/, ""), want: ["api:1:1 missing-field"] },
    { given: document.replace('"2.0"', '"1.2"'), want: ["api:1:1 version-unsupported"] },
    { given: document.replace('"2.0"', "2.0"), want: [] },
    { given: document.replace('schema: {type: object}', "schema: null"), want: ["api:8:29 wrong-type"] },
  ]; // prettier-ignore
  test.each(faults)("of a fault: $want", ({ given, want }) => {
    expect(resolveText(given).faults.filter((fault) => !fault.endsWith("repaired"))).toEqual(want);
  });
});
