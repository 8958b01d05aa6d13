import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Operation } from "../../../generator/model/types/operation.js";
import { read } from "../read.js";

/** A description with extensions at line 5 (the root) and line 10 (its operation, which supports all of them). */
function sample(operation: string, root = "", scheme = ""): string {
  return `openapi: 3.1.1
info: { title: T, version: "1" }
components:
  securitySchemes: { token: { type: http, scheme: bearer, ${scheme} } }
${root || "x-root: 1"}
paths:
  /v1/things:
    post:
      parameters: [{ name: archived, in: query, schema: { type: boolean } }, { name: skip, in: query, schema: { type: integer } }, { name: begin, in: query, schema: { type: integer, default: 1 } }]
      ${operation || "x-operation: 1"}
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Input" } } } }
      responses:
        "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Page" } } } }
        "207": { description: some, content: { application/json: { schema: { allOf: [{ $ref: "#/components/schemas/Page" }, { properties: { errors: { type: array } } }] } } } }
`.replace(
    "components:\n",
    `components:
  schemas: { Input: { properties: { after: { type: string }, inputs: { items: { properties: { id: { type: string }, by: { type: string }, trace: { type: string } } } } } }, Page: { properties: { count: { type: integer }, more: { type: boolean }, paging: { anyOf: [{ type: "null" }, { properties: { next: { type: string } } }] }, results: { items: { properties: { id: {} } } } } } }
`,
  );
}

function operationOf(text: string): { readonly operation: Operation | undefined; readonly messages: readonly string[] } {
  const { api, messages } = read(text);
  return { operation: api.operations[0], messages };
}

const batch = "inputs: inputs, results: results, key: id, maximum: 100";

describe("an extension of an operation", () => {
  // prettier-ignore
  test.each([
    ["x-specloom-name: list", { name: ["list"] }],
    ["x-specloom-name: batch.update", { name: ["batch", "update"] }],
    ["x-specloom-name: größen.получить", { name: ["größen", "получить"] }],
    ["x-specloom-pages: { style: cursor, cursor: after, next: paging.next, items: results }", { pages: { style: "cursor", input: "after", next: ["paging", "next"], items: ["results"] } }],
    ["x-specloom-pages: { style: cursor, cursor: archived, next: paging.next, items: results }", { pages: { style: "cursor", input: "archived", next: ["paging", "next"], items: ["results"] } }],
    ["x-specloom-pages: { style: cursor, cursor: after, next: paging.next, items: results, size: skip, total: count, more: more }", { pages: { style: "cursor", input: "after", next: ["paging", "next"], items: ["results"], size: "skip", total: ["count"], more: ["more"] } }],
    ["x-specloom-pages: { style: last-item, cursor: after, key: id, items: results, more: more }", { pages: { style: "last-item", input: "after", key: ["id"], items: ["results"], more: ["more"] } }],
    ["x-specloom-pages: { style: offset, offset: skip, items: results }", { pages: { style: "offset", input: "skip", first: 0, items: ["results"] } }],
    ["x-specloom-pages: { style: offset, offset: begin, items: results }", { pages: { style: "offset", input: "begin", first: 1, items: ["results"] } }],
    ["x-specloom-pages: { style: page, page: skip, items: results }", { pages: { style: "page", input: "skip", first: 1, items: ["results"] } }],
    ["x-specloom-pages: { style: page, page: begin, first: 0, pages: count, items: results }", { pages: { style: "page", input: "begin", first: 0, pages: ["count"], items: ["results"] } }],
    ["x-specloom-pages: { style: link, next: paging.next, items: results }", { pages: { style: "link", next: ["paging", "next"], items: ["results"] } }],
    ["x-specloom-pages: { style: link-header, items: results }", { pages: { style: "link-header", items: ["results"] } }],
    [`x-specloom-batch: { ${batch} }`, { batch: { inputs: ["inputs"], results: ["results"], key: "id", maximum: 100 } }],
    [`x-specloom-batch: { ${batch}, errors: errors, keyProperty: by, trace: trace, maximumWith: [{ field: archived, maximum: 50 }] }`, {
      batch: { inputs: ["inputs"], results: ["results"], errors: ["errors"], key: "id", keyProperty: "by", trace: "trace", maximum: 100, maximumWith: [{ field: "archived", maximum: 50 }] },
    }],
    [`x-specloom-batch: { ${batch}, keyProperty: after, keyAliases: [own, id], errors: errors, errorKeys: a.b, rejections: [422, 400] }`, {
      batch: { inputs: ["inputs"], results: ["results"], errors: ["errors"], key: "id", keyProperty: "after", keyPropertyIn: "request", keyAliases: ["id", "own"], errorKeys: ["a", "b"], rejections: [400, 422], maximum: 100 },
    }],
    [`x-specloom-batch: { ${batch}, keyProperty: by, requestedProperties: after }`, {
      batch: { inputs: ["inputs"], results: ["results"], key: "id", keyProperty: "by", requestedProperties: "after", maximum: 100 },
    }],
    [`x-specloom-batch: { ${batch}, resultKey: id, status: { field: paging.next, done: [b, a] }, limit: { field: a.b, waitSeconds: { y: 2, x: 0.5 } }, maximumBytes: 9 }`, {
      batch: { inputs: ["inputs"], results: ["results"], key: "id", resultKey: ["id"], status: { field: ["paging", "next"], done: ["a", "b"] }, limit: { field: ["a", "b"], waitSeconds: new Map([["x", 0.5], ["y", 2]]) }, maximum: 100, maximumBytes: 9 },
    }],
    ["x-specloom-rate-limit: { bucket: b, requests: 5, windowSeconds: 0.5 }", { rateLimits: [{ bucket: "b", requests: 5, windowSeconds: 0.5 }] }],
    ["x-specloom-rate-limit: [{ bucket: b, requests: 5, windowSeconds: 1 }, { bucket: a, requests: 1, windowSeconds: 1 }]", { rateLimits: [{ bucket: "a", requests: 1, windowSeconds: 1 }, { bucket: "b", requests: 5, windowSeconds: 1 }] }],
    ["x-specloom-retry: { idempotent: true }", { retry: { idempotent: true } }],
    ["x-specloom-retry: { idempotent: false, statuses: [503, 429, 503] }", { retry: { idempotent: false, statuses: [429, 503] } }],
    ["x-specloom-retry: { waitSeconds: { 503: 1, '423': 2 }, never: { field: a.b, values: [y, x] } }", { retry: { waitSeconds: new Map([[423, 2], [503, 1]]), never: { field: ["a", "b"], values: ["x", "y"] } } }],
  ])("%s", (given, want) => {
    const { operation, messages } = operationOf(sample(given));
    expect(messages).toEqual([]);
    const rest = operation && { name: operation.name, pages: operation.pages, batch: operation.batch, retry: operation.retry, rateLimits: operation.rateLimits };
    expect(rest).toEqual({ rateLimits: [], ...want });
  });
});

describe("an extension of the root", () => {
  // prettier-ignore
  test.each([
    ["x-specloom-name: Things", { name: "Things" }],
    ["x-specloom-versions: { v2: /v2, v1: /v1 }", { versions: { defaultVersion: "v1", prefixes: new Map([["v1", "/v1"], ["v2", "/v2"]]) } }],
    ["x-specloom-versions: { all: /v1/things, v1: /v1 }", { versions: { defaultVersion: "all" } }],
    ["x-specloom-rate-limit: { bucket: b, requests: 5, windowSeconds: 1 }", { rateLimits: [{ bucket: "b", requests: 5, windowSeconds: 1 }] }],
    ["x-specloom-retry: { statuses: [429] }", { retry: { statuses: [429] } }],
  ])("%s", (given, want) => {
    const { api, messages } = read(sample("", given));
    expect(messages).toEqual([]);
    expect(api).toMatchObject(want);
  });

  test("lists the versions of an operation", () => {
    const { operation, messages } = operationOf(
      sample("x-specloom-versions: [v2, v1]", "x-specloom-versions: { v1: /v1, v2: /v2 }"),
    );
    expect(messages).toEqual([]);
    expect(operation?.onlyInVersions).toEqual(["v1", "v2"]);
  });
});

describe("an invalid extension of an operation is reported at its place", () => {
  // prettier-ignore
  test.each([
    ["x-specloom-name: batch update", "11:7 `x-specloom-name` must be names separated by dots, such as `batch.update`."],
    ['x-specloom-name: "p\\u0430y"', "11:7 `x-specloom-name` must be names separated by dots, such as `batch.update`."],
    ['x-specloom-name: "\\u0441\\u043e\\u0440\\u0443"', "11:7 `x-specloom-name` must be names separated by dots, such as `batch.update`."],
    ['x-specloom-name: "pay\\u200bpal"', "11:7 `x-specloom-name` must be names separated by dots, such as `batch.update`."],
    ["x-specloom-name: batch.", "11:7 `x-specloom-name` must be names separated by dots, such as `batch.update`."],
    ["x-specloom-name: 3", "11:7 `x-specloom-name` must be names separated by dots, such as `batch.update`."],
    ["x-specloom-page: {}", "11:7 There is no extension `x-specloom-page`."],
    ["x-specloom-auth: { option: a }", "11:7 `x-specloom-auth` is not allowed at an operation."],
    ["x-specloom-pages: []", "11:7 `x-specloom-pages` must be a map, but is a list."],
    ["x-specloom-pages: { style: keyset, cursor: after, next: paging.next, items: results }", "11:27 The style `keyset` of `x-specloom-pages` is not known."],
    ["x-specloom-pages: { style: cursor, cursor: after, next: paging.next, items: results, offset: skip }", "11:92 `x-specloom-pages` has no field `offset`."],
    ["x-specloom-pages: { style: cursor, cursor: after, next: paging.next, items: results, size: 3 }", "11:92 `size` of `x-specloom-pages` must be a non-empty string."],
    ["x-specloom-pages: { style: cursor, cursor: after, next: paging.next, items: results, size: limitt }", "11:92 `x-specloom-pages`: The operation has neither a parameter nor a body property `limitt`."],
    ["x-specloom-pages: { style: cursor, cursor: after, next: paging.next, items: results, more: paging }", "11:92 `x-specloom-pages`: `paging` of the response is not a boolean."],
    ["x-specloom-pages: { style: last-item, cursor: after, items: results }", "11:7 `x-specloom-pages` has no `key`, which is required."],
    ["x-specloom-pages: { style: last-item, cursor: after, key: ident, items: results }", "11:60 `x-specloom-pages`: The item has no property `ident`."],
    ["x-specloom-pages: { style: last-item, cursor: after, key: id, items: paging }", "11:69 `x-specloom-pages`: `paging` of the response is not a list."],
    ["x-specloom-pages: { style: offset, items: results }", "11:7 `x-specloom-pages` has no `offset`, which is required."],
    ["x-specloom-pages: { style: offset, offset: after, items: results }", "11:42 `x-specloom-pages`: `after` does not accept a number."],
    ["x-specloom-pages: { style: offset, offset: skip, first: -1, items: results }", "11:56 `first` of `x-specloom-pages` must be a non-negative integer."],
    ["x-specloom-pages: { style: page, page: skip, pages: paging.next, items: results }", "11:52 `x-specloom-pages`: `paging.next` of the response is not a number."],
    ["x-specloom-pages: { style: link, items: results }", "11:7 `x-specloom-pages` has no `next`, which is required."],
    ["x-specloom-pages: { style: link, next: paging.nxt, items: results }", "11:40 `x-specloom-pages`: `paging` of the response has no property `nxt`."],
    ["x-specloom-pages: { style: link-header }", "11:7 `x-specloom-pages`: The response is not a list; `items` must be the path of its list."],
    ["x-specloom-pages: { style: cursor, cursor: after, next: paging.next }", "11:7 `x-specloom-pages`: The response is not a list; `items` must be the path of its list."],
    ["x-specloom-pages: { style: cursor, cursor: from, next: paging.next, items: results }", "11:42 `x-specloom-pages`: The operation has neither a parameter nor a body property `from`."],
    ["x-specloom-pages: { style: cursor, cursor: after, next: paging.nxt, items: results }", "11:57 `x-specloom-pages`: `paging` of the response has no property `nxt`."],
    ["x-specloom-pages: { style: cursor, cursor: after, next: page.next, items: results }", "11:57 `x-specloom-pages`: The response has no property `page`."],
    ["x-specloom-pages: { style: cursor, cursor: after, next: paging..next, items: results }", "11:57 `next` of `x-specloom-pages` must be property names separated by dots."],
    ["x-specloom-pages: { style: cursor, cursor: after, next: paging.next, items: paging }", "11:76 `x-specloom-pages`: `paging` of the response is not a list."],
    ["x-specloom-batch: { inputs: inputs, results: results, key: id, maximum: 0 }", "11:70 `maximum` of `x-specloom-batch` must be an integer greater than zero."],
    ["x-specloom-batch: { inputs: after, results: results, key: id, maximum: 1 }", "11:27 `x-specloom-batch`: `after` of the request is not a list."],
    [`x-specloom-batch: { ${batch}, trace: trce }`, "11:84 `x-specloom-batch`: An input has no property `trce`."],
    ["x-specloom-batch: { inputs: inputs, results: results, key: by, maximum: 1 }", "11:61 `x-specloom-batch`: A result has no property `by`."],
    [`x-specloom-batch: { ${batch}, maximumWith: [{ field: after, maximum: 100 }] }`, "11:114 `x-specloom-batch.maximumWith`: The maximum must be lower than `maximum`, which is 100."],
    [`x-specloom-batch: { ${batch}, maximumWith: { field: after } }`, "11:84 `maximumWith` of `x-specloom-batch` must be a list of maps."],
    [`x-specloom-batch: { ${batch}, requestedProperties: after }`, "11:84 `x-specloom-batch`: `requestedProperties` has no effect without `keyProperty`."],
    [`x-specloom-batch: { ${batch}, keyProperty: by, requestedProperties: absent }`, "11:101 `x-specloom-batch`: The operation has neither a parameter nor a body property `absent`."],
    [`x-specloom-batch: { ${batch}, keyAliases: [a] }`, "11:84 `x-specloom-batch`: `keyAliases` has no effect without `keyProperty`."],
    [`x-specloom-batch: { ${batch}, resultKey: name }`, "11:84 `x-specloom-batch`: The result has no property `name`."],
    [`x-specloom-batch: { ${batch}, status: { field: state, done: [a] } }`, "11:94 `x-specloom-batch`: The response has no property `state`."],
    [`x-specloom-batch: { ${batch}, status: { field: paging } }`, "11:84 `x-specloom-batch.status` has no `done`, which is required."],
    [`x-specloom-batch: { ${batch}, limit: { field: a, waitSeconds: { x: -1 } } }`, "11:103 `waitSeconds` of `x-specloom-batch.limit` must be a map of seconds by the name of the limit."],
    [`x-specloom-batch: { ${batch}, rejections: [200] }`, "11:84 `rejections` of `x-specloom-batch` must be a list of status codes from 400 to 599."],
    ["x-specloom-rate-limit: { bucket: b, requests: 1.5, windowSeconds: 1 }", "11:43 `requests` of `x-specloom-rate-limit` must be an integer greater than zero."],
    ["x-specloom-rate-limit: { bucket: b, requests: 1, windowSeconds: 0 }", "11:56 `windowSeconds` of `x-specloom-rate-limit` must be a number greater than zero."],
    ["x-specloom-rate-limit: [{ bucket: b, requests: 1, windowSeconds: 1 }, { bucket: b, requests: 2, windowSeconds: 2 }]", "11:77 `x-specloom-rate-limit` has the bucket `b` twice."],
    ["x-specloom-retry: {}", "11:7 `x-specloom-retry` is empty."],
    ["x-specloom-retry: { statuses: [200] }", "11:27 `statuses` of `x-specloom-retry` must be a list of status codes from 400 to 599."],
    ["x-specloom-retry: { statuses: 503 }", "11:27 `statuses` of `x-specloom-retry` must be a list of status codes from 400 to 599."],
    ["x-specloom-retry: { idempotent: yes }", "11:27 `idempotent` of `x-specloom-retry` must be `true` or `false`."],
    ["x-specloom-retry: { waitSeconds: { 423: -1 } }", "11:27 `waitSeconds` of `x-specloom-retry` must be a map of seconds by status code."],
    ["x-specloom-retry: { never: { field: a, values: [] } }", "11:46 `values` of `x-specloom-retry.never` must be a list of strings."],
    ["x-specloom-versions: [v1]", "11:7 The description has no version `v1`."],
    ["x-specloom-versions: v1", "11:7 `x-specloom-versions` of an operation must be a list of versions."],
  ])("%s", (given, want) => {
    const { messages } = operationOf(sample(given));
    expect(messages).toEqual([`error extension-invalid ${want}`]);
  });
});

describe("an invalid extension elsewhere is reported at its place", () => {
  // prettier-ignore
  test.each([
    ["x-specloom-name: a.b", "6:1 `x-specloom-name` must be a name such as `Tickets`."],
    ["x-specloom-pages: {}", "6:1 `x-specloom-pages` is not allowed at the root."],
    ["x-specloom-versions: []", "6:1 `x-specloom-versions` must be a map from version names to path prefixes."],
    ["x-specloom-versions: { v1: /v1/ }", "6:24 The prefix of the version `v1` must be a path without parameters."],
    ["x-specloom-versions: { v1: '/{v}' }", "6:24 The prefix of the version `v1` must be a path without parameters."],
    ["x-specloom-versions: { v 1: /v1 }", "6:24 `v 1` is not a valid version name."],
    ["x-specloom-versions: { v1: /v }", "6:1 No prefix is the start of every path in the description."],
  ])("%s at the root", (given, want) => {
    expect(read(sample("", given)).messages).toEqual([`error extension-invalid ${want}`]);
  });

  test.each([
    ["x-specloom-auth: { option: access-token }", "5:78 The option `access-token` is not an identifier."],
    ["x-specloom-auth: {}", "5:59 `x-specloom-auth` has no `option`, which is required."],
    ["x-specloom-name: a", "5:59 `x-specloom-name` is not allowed at a security scheme."],
  ])("%s at a security scheme", (given, want) => {
    expect(read(sample("", "", given)).messages).toEqual([`error extension-invalid ${want}`]);
  });

  test("in an overlay is reported in the overlay", () => {
    const overlay = `overlay: 1.0.0
info: { title: O, version: "1" }
actions:
  - target: $.paths.*.post
    update:
      x-specloom-pages: { style: cursor, cursor: after, next: paging.last, items: results }
`;
    expect(read(sample(""), [overlay]).messages).toEqual([
      "error extension-invalid overlay1.yaml:6:57 `x-specloom-pages`: `paging` of the response has no property `last`.",
    ]);
  });
});

test("the right name is suggested for a misspelled one", () => {
  expect(read(sample("x-specloom-pags: {}")).helps).toEqual(["Did you mean `x-specloom-pages`?"]);
  expect(read(sample("x-specloom-pages: { style: cursor, cursor: after, next: paging.nxt, items: results }")).helps).toEqual([
    "Did you mean `next`?",
  ]);
});

test("the documentation has a section for each extension, and for no other", () => {
  const docs = readFileSync(join(import.meta.dirname, "../../../docs/extensions.md"), "utf8");
  const sections = [...docs.matchAll(/^## `(x-specloom-[a-z-]+)`$/gm)].map(([, name = ""]) => name);
  const unknown = "x-specloom-qqqqqqqqqqqqqqqqqqqq: 1";
  const inSchema = sample("").replace("Input: { ", `Input: { ${unknown}, `);
  const helps = [sample(unknown), sample("", unknown), sample("", "", unknown), inSchema].flatMap((text) => read(text).helps);
  const known = helps.flatMap((help) => [...help.matchAll(/x-specloom-[a-z-]+/g)].map(([name]) => name));
  expect(sections.toSorted()).toEqual([...new Set(known)].toSorted());
  expect(sections).toHaveLength(9);
});

describe("the window of x-specloom-pages", () => {
  const pages = (window: string) =>
    sample(`x-specloom-pages: { style: cursor, cursor: after, next: paging.next, items: results, window: ${window} }`);
  const order = "order: { field: after, value: [{ by: id }] }";

  test.each([
    [
      `{ maximum: 10, key: id, ${order}, filter: { field: after } }`,
      { maximum: 10, key: ["id"], order: { field: "after", value: [{ by: "id" }] }, filter: { field: "after" } },
    ],
    [
      `{ maximum: 10, key: id, ${order}, filter: { field: inputs, add: { by: id }, value: id } }`,
      { filter: { field: "inputs", add: { by: "id" }, value: "id" } },
    ],
  ])("%s", (given, want) => {
    const { operation, messages } = operationOf(pages(given));
    expect(messages).toEqual([]);
    expect(operation?.pages?.window).toMatchObject(want);
  });

  test.each([
    ["[]", "`x-specloom-pages.window` must be a map, but is a list."],
    [`{ key: id, ${order}, filter: { field: after } }`, "`x-specloom-pages.window` has no `maximum`, which is required."],
    [
      `{ maximum: 10, key: ident, ${order}, filter: { field: after } }`,
      "`x-specloom-pages.window`: The item has no property `ident`.",
    ],
    [
      "{ maximum: 10, key: id, order: { field: sort, value: id }, filter: { field: after } }",
      "`x-specloom-pages.window.order`: The operation has neither a parameter nor a body property `sort`.",
    ],
    [
      `{ maximum: 10, key: id, ${order}, filter: { field: inputs, value: key } }`,
      "`x-specloom-pages.window.filter`: The filter has no property `key`.",
    ],
    [
      `{ maximum: 10, key: id, ${order}, filter: { field: inputs, add: { by: id } } }`,
      "`x-specloom-pages.window.filter` has no `value`, the property of a filter that takes the key.",
    ],
  ])("%s is reported", (given, want) => {
    expect(operationOf(pages(given)).messages.map((line) => line.replace(/^error extension-invalid \d+:\d+ /, ""))).toEqual([
      want,
    ]);
  });
});

describe("x-specloom-values", () => {
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

  test.each([
    [`{ ${texts}, x-specloom-values: { null: "", list: ";" } }`, { null: "", list: ";" }],
    [`{ ${texts}, x-specloom-values: {} }`, {}],
    ["{ type: object, additionalProperties: { type: [string, 'null'] }, x-specloom-values: { list: ',' } }", { list: "," }],
  ])("%s", (schema, want) => {
    const { operation, messages } = operationOf(api(schema));
    expect(messages).toEqual([]);
    const [content] = operation?.body?.contents ?? [];
    const map = content?.schema?.kind === "object" ? content.schema.properties[0]?.schema : undefined;
    expect(map?.kind === "object" && map.valueSerialization).toEqual(want);
  });

  test.each([
    [`{ ${texts}, x-specloom-values: "" }`, "7:100 `x-specloom-values` must be a map, but is a string."],
    [`{ ${texts}, x-specloom-values: { nil: "" } }`, "7:121 `x-specloom-values` has no field `nil`."],
    [`{ ${texts}, x-specloom-values: { list: "" } }`, "7:121 `list` of `x-specloom-values` must be a non-empty string."],
    [
      "{ type: object, x-specloom-values: {} }",
      "7:60 `x-specloom-values` must be at a map of strings, an object whose `additionalProperties` are strings.",
    ],
    [
      "{ type: string, x-specloom-values: {} }",
      "7:60 `x-specloom-values` must be at a map of strings, an object whose `additionalProperties` are strings.",
    ],
    ["{ type: string, x-specloom-valuess: {} }", "7:60 There is no extension `x-specloom-valuess`."],
  ])("%s is reported", (schema, want) => {
    expect(operationOf(api(schema)).messages).toEqual([`error extension-invalid ${want}`]);
  });
});
