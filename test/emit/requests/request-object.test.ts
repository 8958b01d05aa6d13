import { beforeAll, describe, expect, test } from "vitest";
import type { Diagnostic } from "../../../generator/diagnostics.js";
import type { Files } from "../../../generator/files.js";
import { typeErrors } from "../compile.js";
import { packageOf } from "../package-of.js";

/** One operation: its description, and the request that its function sends. */
interface Row {
  readonly name: string;
  readonly path?: string;
  readonly given: string;
  readonly want: string;
}

const string = "schema: { type: string }";
const list = "schema: { type: array, items: { type: string } }";
const object = "schema: { type: object, properties: { R: { type: integer } } }";
const items = "schema: { type: array, items: {} }";
const json = "content: { application/json: { schema: { type: object } } }";

function parameters(...texts: readonly string[]): string {
  return `parameters: [${texts.map((text) => `{ ${text} }`).join(", ")}]`;
}

// What the functions of the styles return is tested in test/runtime. The columns are aligned for reading.
// prettier-ignore
const parameterRows: readonly Row[] = [
  { name: "one",               path: "/{id}",   given: parameters(`name: id, in: path, required: true, ${string}`),                                want: "path: path`/one/${params.id}`" },
  { name: "simpleList",        path: "/{ids}",  given: parameters(`name: ids, in: path, required: true, ${list}`),                                 want: "path: path`/simpleList/${simple(params.ids)}`" },
  { name: "simpleExploded",    path: "/{o}",    given: parameters(`name: o, in: path, required: true, explode: true, ${object}`),                  want: "path: path`/simpleExploded/${simple(params.o, { explode: true })}`" },
  { name: "labelled",          path: "{id}",    given: parameters(`name: id, in: path, required: true, style: label, ${string}`),                  want: "path: path`/labelled${label(params.id)}`" },
  { name: "labelExploded",     path: "{ids}",   given: parameters(`name: ids, in: path, required: true, style: label, explode: true, ${list}`),    want: "path: path`/labelExploded${label(params.ids, { explode: true })}`" },
  { name: "matrixed",          path: "{color}", given: parameters(`name: color, in: path, required: true, style: matrix, ${list}`),                want: 'path: path`/matrixed${matrix("color", params.color)}`' },
  { name: "reservedPath",      path: "/{id}",   given: parameters(`name: id, in: path, required: true, allowReserved: true, ${string}`),           want: "path: path`/reservedPath/${reservedInPath(params.id)}`" },
  { name: "jsonPath",          path: "/{id}",   given: parameters(`name: id, in: path, required: true, ${json}`),                                  want: "path: path`/jsonPath/${jsonText(params.id)}`" },
  { name: "formExploded",      given: parameters(`name: q, in: query, ${list}`),                                              want: "query: { q: params.q }" },
  { name: "formObject",        given: parameters(`name: q, in: query, ${object}`),                                            want: "query: { q: exploded(params.q) }" },
  { name: "formComma",         given: parameters(`name: q, in: query, explode: false, ${list}`),                              want: "query: { q: commaSeparated(params.q) }" },
  { name: "formOne",           given: parameters(`name: q, in: query, explode: false, ${string}`),                            want: "query: { q: params.q }" },
  { name: "formAnything",      given: parameters(`name: q, in: query, schema: {}`),                                           want: "query: { q: exploded(params.q) }" },
  { name: "spaces",            given: parameters(`name: q, in: query, style: spaceDelimited, ${list}`),                       want: "query: { q: spaceDelimited(params.q) }" },
  { name: "pipes",             given: parameters(`name: q, in: query, style: pipeDelimited, ${object}`),                      want: "query: { q: pipeDelimited(params.q) }" },
  { name: "pipesExploded",     given: parameters(`name: q, in: query, style: pipeDelimited, explode: true, ${list}`),         want: "query: { q: params.q }" },
  { name: "deep",              given: parameters(`name: q, in: query, style: deepObject, explode: true, ${object}`),          want: "query: { q: deepObject(params.q) }" },
  { name: "allowReserved",     given: parameters(`name: q, in: query, allowReserved: true, explode: false, ${list}`),         want: "query: { q: reserved(commaSeparated(params.q)) }" },
  { name: "jsonValue",         given: parameters(`name: q, in: query, ${json}`),                                              want: "query: { q: json(params.q) }" },
  { name: "textValue",         given: parameters(`name: q, in: query, content: { text/plain: { ${string} } }`),               want: "query: { q: params.q }" },
  { name: "wholeForm",         given: parameters(`name: q, in: querystring, content: { application/x-www-form-urlencoded: { ${object} } }`), want: "query: formQuery(params.q)" },
  { name: "wholeJson",         given: parameters(`name: q, in: querystring, ${json}`),                                        want: "query: jsonQuery(params.q)" },
  { name: "wholeText",         given: parameters(`name: q, in: querystring, content: { text/plain: { ${string} } }`),         want: "query: textQuery(params.q)" },
  { name: "headerList",        given: parameters(`name: X-Ids, in: header, ${list}`),                                         want: 'headers: { "X-Ids": simple(params["X-Ids"]) }' },
  { name: "headerObject",      given: parameters(`name: X-O, in: header, explode: true, ${object}`),                          want: 'headers: { "X-O": simple(params["X-O"], { explode: true }) }' },
  { name: "headerJson",        given: parameters(`name: X-O, in: header, ${json}`),                                           want: 'headers: { "X-O": jsonText(params["X-O"]) }' },
  { name: "cookieForm",        given: parameters(`name: sid, in: cookie, ${string}`, `name: X-A, in: header, ${string}`),     want: 'headers: { "X-A": params["X-A"] }, cookies: cookies({ sid: params.sid })' },
  { name: "cookieObject",      given: parameters(`name: o, in: cookie, ${object}`),                                           want: "cookies: cookies({ o: exploded(params.o) })" },
  { name: "cookieStyle",       given: parameters(`name: o, in: cookie, style: cookie, ${list}`),                              want: "cookies: cookies({ o: cookie(params.o) })" },
];

interface TypedRow extends Row {
  /** The type of `params`. */
  readonly type: string;
}

const scalar = "string | number | boolean";
const flat = `${scalar} | readonly (${scalar})[] | { [key: string]: ${scalar} }`;

// A value without a schema has the type of the values that its style can serialize.
// prettier-ignore
const looseRows: readonly TypedRow[] = [
  { name: "looseQuery",    given: parameters("name: q, in: query, schema: {}"),                              type: `{ q?: ${flat}; }`,               want: "query: { q: exploded(params.q) }" },
  { name: "looseItems",    given: parameters(`name: q, in: query, ${items}`),                                type: `{ q?: readonly (${scalar})[]; }`, want: "query: { q: exploded(params.q) }" },
  { name: "looseUnion",    given: parameters("name: q, in: query, schema: { anyOf: [{ type: string }, { type: array }] }"), type: `{ q?: readonly (${scalar})[] | string; }`, want: "query: { q: exploded(params.q) }" },
  { name: "looseComma",    given: parameters(`name: q, in: query, explode: false, ${items}`),                type: `{ q?: readonly (${scalar})[]; }`, want: "query: { q: commaSeparated(params.q) }" },
  { name: "looseTuple",    given: parameters("name: q, in: query, schema: { type: array, prefixItems: [{ type: string }, {}], items: false }"), type: `{ q?: readonly [string?, (${scalar})?]; }`, want: "query: { q: exploded(params.q) }" },
  { name: "looseObject",   given: parameters("name: q, in: query, schema: { type: object }"),                type: `{ q?: { [key: string]: ${scalar} }; }`, want: "query: { q: exploded(params.q) }" },
  { name: "looseMember",   given: parameters("name: q, in: query, schema: { type: object, properties: { a: {} } }"), type: `{ q?: { a?: ${scalar}; }; }`, want: "query: { q: exploded(params.q) }" },
  { name: "looseDeep",     given: parameters("name: q, in: query, style: deepObject, explode: true, schema: { type: object }"), type: "{ q?: { [key: string]: unknown }; }", want: "query: { q: deepObject(params.q) }" },
  { name: "looseJson",     given: parameters("name: q, in: query, content: { application/json: { schema: { type: array } } }"), type: "{ q?: readonly unknown[]; }", want: "query: { q: json(params.q) }" },
  { name: "loosePath",     path: "/{ids}", given: parameters(`name: ids, in: path, required: true, ${items}`), type: `{ ids: readonly (${scalar})[]; }`, want: "path: path`/loosePath/${simple(params.ids)}`" },
  { name: "looseHeader",   given: parameters(`name: X-Ids, in: header, ${items}`),                           type: `{ "X-Ids"?: readonly (${scalar})[]; }`, want: 'headers: { "X-Ids": simple(params["X-Ids"]) }' },
  { name: "looseCookie",   given: parameters(`name: o, in: cookie, ${items}`),                               type: `{ o?: readonly (${scalar})[]; }`, want: "cookies: cookies({ o: exploded(params.o) })" },
  { name: "looseModel",    given: parameters('name: q, in: query, schema: { $ref: "#/components/schemas/Loose" }'), type: "{ q?: Loose; }", want: "query: { q: exploded(params.q) }" },
];

/** A request body of these media types: `"text/csv": "schema: …"`. */
function body(contents: Readonly<Record<string, string>>, required = true): string {
  const texts = Object.entries(contents).map(([mediaType, content]) => `"${mediaType}": { ${content} }`);
  return `requestBody: { required: ${required}, content: { ${texts.join(", ")} } }`;
}

const fields =
  "schema: { type: object, required: [a], properties: { a: { type: string }, o: { type: object, properties: { b: { type: string } } } } }";
const loose = "schema: { type: object, properties: { a: { type: string } } }";
const file =
  "schema: { type: object, required: [file], properties: { file: { type: string, format: binary }, note: { type: string }, o: { type: object, properties: { b: { type: string } } } } }";
const item = "{ type: object, properties: { a: { type: string } } }";
const bytesUnion = "Blob | ArrayBufferView | ArrayBuffer | ReadableStream";

// prettier-ignore
const bodyRows: readonly TypedRow[] = [
  { name: "patched",       given: body({ "application/merge-patch+json": loose }), type: "{ a?: string; }",
    want: 'body: params, contentType: "application/merge-patch+json" }' },
  { name: "optionalBody",  given: body({ "application/json": loose }, false), type: "{ a?: string; }",
    want: "body: omitIfEmpty(params) }" },
  { name: "optionalForm",  path: "/{id}", given: `${parameters(`name: id, in: path, required: true, ${string}`)}, ${body({ "application/x-www-form-urlencoded": loose }, false)}`,
    type: "{ a?: string; id: string; }", want: "const { id, ...body } = params; return client.send({ operation: \"optionalForm\", method: \"POST\", path: path`/optionalForm/${id}`, body: form(omitIfEmpty(body)) }, options);" },
  { name: "formed",        given: body({ "application/x-www-form-urlencoded": fields }), type: "{ a: string; o?: { b?: string; }; }",
    want: "body: form(params) }" },
  { name: "formStyled",    given: body({ "application/x-www-form-urlencoded": `${fields}, encoding: { o: { style: deepObject, explode: true } }` }), type: "{ a: string; o?: { b?: string; }; }",
    want: "body: form({ ...params, o: deepObject(params.o) }) }" },
  { name: "formOfAnything", given: body({ "application/x-www-form-urlencoded": "" }), type: "{ body: { [key: string]: unknown }; }",
    want: "body: form(params.body) }" },
  { name: "formOptional",  given: body({ "application/x-www-form-urlencoded": `schema: { type: object, additionalProperties: { type: string }, properties: { o: { type: string } } }, encoding: { o: { contentType: application/json } }` }, false),
    type: "{ body?: FormOptionalBody; }", want: "body: form(params.body && { ...params.body, o: json(params.body.o) }) }" },
  { name: "uploaded",      given: body({ "multipart/form-data": file }), type: `{ file: ${bytesUnion}; note?: string; o?: { b?: string; }; }`,
    want: "body: multipart(params) }" },
  { name: "uploadedTyped", given: body({ "multipart/form-data": `${file}, encoding: { file: { contentType: image/png, headers: { X-Kind: { schema: { const: photo } } } }, note: { contentType: text/markdown }, o: { contentType: application/json } }` }),
    type: `{ file: ${bytesUnion}; note?: string; o?: { b?: string; }; }`,
    want: 'body: multipart({ ...params, file: part(params.file, { contentType: "image/png", headers: { "X-Kind": "photo" } }), note: part(params.note, { contentType: "text/markdown" }) }) }' },
  // Multipart forms send each item of an array as a part of its own anyway.
  { name: "uploadedMany",  given: body({ "multipart/form-data": "schema: { type: object, properties: { l: { type: array, items: { type: string } } } }, encoding: { l: { style: form, explode: true } }" }),
    type: "{ l?: readonly string[]; }", want: "body: multipart(params) }" },
  { name: "mixed",         given: body({ "multipart/mixed": `schema: { type: array, items: ${item} }, prefixEncoding: [{ contentType: application/json }], itemEncoding: { contentType: text/plain }` }),
    type: "{ body: readonly { a?: string; }[]; }", want: 'body: multipartMixed(params.body, { prefix: [{ contentType: "application/json" }], item: { contentType: "text/plain" } }) }' },
  { name: "related",       given: body({ "multipart/related": `itemSchema: {}` }), type: "{ body: readonly unknown[]; }",
    want: 'body: multipartMixed(params.body, { contentType: "multipart/related" }) }' },
  { name: "lines",         given: body({ "application/x-ndjson": `itemSchema: ${item}` }), type: "{ body: Iterable<{ a?: string; }> | AsyncIterable<{ a?: string; }>; }",
    want: 'body: jsonLines(params.body), contentType: "application/x-ndjson" }' },
  { name: "linesOfList",   given: body({ "application/jsonl": `schema: { type: array, items: ${item} }` }), type: "{ body: Iterable<{ a?: string; }> | AsyncIterable<{ a?: string; }>; }",
    want: "body: jsonLines(params.body) }" },
  { name: "sequence",      given: body({ "application/json-seq": `itemSchema: ${item}` }), type: "{ body: Iterable<{ a?: string; }> | AsyncIterable<{ a?: string; }>; }",
    want: "body: jsonSequence(params.body) }" },
  { name: "events",        given: body({ "text/event-stream": `itemSchema: ${item}` }), type: "{ body: Iterable<{ a?: string; }> | AsyncIterable<{ a?: string; }>; }",
    want: "body: eventStream(params.body) }" },
  { name: "csv",           given: body({ "text/csv": string }), type: "{ body: string; }", want: 'body: text(params.body), contentType: "text/csv" }' },
  { name: "xml",           given: body({ "application/xml": loose }, false), type: "{ body?: string; }", want: 'body: text(params.body), contentType: "application/xml" }' },
  { name: "octets",        given: body({ "application/octet-stream": "" }), type: `{ body: ${bytesUnion}; }`, want: 'body: bytes(params.body), contentType: "application/octet-stream" }' },
  { name: "image",         given: body({ "image/*": "schema: { type: string, format: binary }" }), type: `{ body: ${bytesUnion}; }`, want: "body: bytes(params.body) }" },
  { name: "whatever",      given: body({ "*/*": loose }), type: "{ a?: string; }", want: "body: params }" },
  { name: "sameInTwo",     given: body({ "application/json": fields, "application/x-www-form-urlencoded": fields }),
    type: '{ a: string; o?: { b?: string; }; contentType?: "application/json" | "application/x-www-form-urlencoded"; }',
    want: `switch (params.contentType) {
      case "application/x-www-form-urlencoded": {
        const { contentType, ...body } = params;
        return client.send({ operation: "sameInTwo", method: "POST", path: path\`/sameInTwo\`, body: form(body) }, options);
      }
      default: {
        const { contentType, ...body } = params;
        return client.send({ operation: "sameInTwo", method: "POST", path: path\`/sameInTwo\`, body }, options);
      }
    }` },
  { name: "differentInTwo", path: "/{id}", given: `${parameters(`name: id, in: path, required: true, ${string}`)}, ${body({ "application/json": fields, "text/csv": string })}`,
    type: '{ id: string; } & ({ contentType?: "application/json"; a: string; o?: { b?: string; }; } | { contentType: "text/csv"; body: string; });',
    want: `switch (params.contentType) {
      case "text/csv": {
        return client.send({ operation: "differentInTwo", method: "POST", path: path\`/differentInTwo/\${params.id}\`, body: text(params.body), contentType: "text/csv" }, options);
      }
      default: {
        const { id, contentType, ...body } = params;
        return client.send({ operation: "differentInTwo", method: "POST", path: path\`/differentInTwo/\${id}\`, body }, options);
      }
    }` },
];

function description(rows: readonly Row[]): string {
  const paths = rows.map(
    ({ name, path = "", given }) =>
      `  /${name}${path}: { post: { x-specloom-name: ${name}, ${given}, responses: { "204": { description: Done. } } } }\n`,
  );
  return `openapi: 3.2.0\ninfo: { title: Requests, version: "1" }\nservers: [{ url: "https://api.example.com" }]\npaths:\n${paths.join("")}components: { schemas: { Loose: { type: array, items: {} } } }\n`;
}

let files: Files = new Map();
let reported: readonly Diagnostic[] = [];

beforeAll(async () => {
  ({ files, reported } = await packageOf(description([...parameterRows, ...looseRows, ...bodyRows])));
});

/** The body of a function. */
function sent(name: string): string {
  const text = files.get("src/operations/index.ts") ?? "";
  const body = new RegExp(`export function ${name}\\([^{]*\\{([\\s\\S]*?)\\n\\}\\n`).exec(text)?.[1] ?? "missing";
  return squashed(body);
}

/** The type of `params` of a function, without comments. */
function declared(name: string): string {
  const text = files.get("src/operations/index.ts") ?? "";
  const title = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}Params`;
  const declaration = new RegExp(`export (?:interface|type) ${title}\\b([\\s\\S]*?)\\n\\n`).exec(text)?.[1] ?? "missing";
  return squashed(declaration.replace(/\/\*\*[\s\S]*?\*\//g, ""));
}

/** Removes what formatting adds: white space, and commas before a closing bracket. */
function squashed(text: string): string {
  return text.replace(/\s/g, "").replace(/,(?=[})\]])|(?<=[:(])\|/g, "");
}

describe("a request is readable code", () => {
  test.each(parameterRows)("$name", ({ name, want }) => {
    expect(sent(name)).toContain(squashed(want));
  });

  test.each([...looseRows, ...bodyRows])("$name", ({ name, want, type }) => {
    expect(declared(name)).toContain(squashed(type));
    expect(sent(name)).toContain(squashed(want));
  });

  test("all operations are tested, and everything compiles", () => {
    expect(reported).toEqual([]);
    expect(typeErrors(files)).toEqual([]);
  });
});
