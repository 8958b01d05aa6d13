import { describe, expect, test } from "vitest";
import type { Operation } from "../../../generator/model/types/operation.js";
import { read, withoutPlaces } from "../read.js";

/** A description with paths and, optionally, other fields. */
function withPaths(paths: string, more = ""): string {
  return `openapi: 3.1.1\ninfo: { title: T, version: "1" }\npaths:\n${paths}\n${more}`;
}

/** The only operation, with these fields. */
function operationOf(fields: string, more = ""): Operation {
  const [operation] = read(withPaths(`  /: { post: ${fields} }`, more)).api.operations;
  if (operation === undefined) throw new Error("There is no operation.");
  return operation;
}

describe("operations", () => {
  test("are ordered by path, then method, and have all their fields", () => {
    const { api } = read(
      withPaths(`  /b: { get: { responses: {} } }
  /a: { x-other: 1, put: { responses: {} }, get: { operationId: list, tags: [y, x, y], summary: S, description: D, deprecated: true, externalDocs: { url: u } } }`),
    );
    expect(api.operations.map(({ method, path }) => `${method} ${path.text}`)).toEqual(["GET /a", "PUT /a", "GET /b"]);
    expect(withoutPlaces(api.operations[0])).toEqual({
      method: "GET",
      path: { text: "/a", segments: ["/a"] },
      operationId: "list",
      tags: ["x", "y"],
      summary: "S",
      description: "D",
      callbacks: [],
      deprecated: true,
      externalDocs: { url: "u" },
      parameters: [],
      responses: [],
      security: [],
      rateLimits: [],
      pointer: "/paths/~1a/get",
    });
  });

  test("of a referenced path item are operations of the path", () => {
    const { api } = read(
      withPaths("  /a: { $ref: '#/components/pathItems/A' }", "components: { pathItems: { A: { get: {} } } }"),
    );
    expect(api.operations.map(({ pointer, place }) => [pointer, place.pointer])).toEqual([
      ["/paths/~1a/get", "/components/pathItems/A/get"],
    ]);
  });
});

describe("every method", () => {
  test("has an operation, and those of `additionalOperations` keep their spelling", () => {
    const { api, messages } = read(
      withPaths("  /a: { query: {}, head: {}, options: {}, additionalOperations: { M-SEARCH: {}, copy: {} } }"),
    );
    expect(messages).toEqual([]);
    expect(api.operations.map(({ method, pointer }) => [method, pointer])).toEqual([
      ["HEAD", "/paths/~1a/head"],
      ["M-SEARCH", "/paths/~1a/additionalOperations/M-SEARCH"],
      ["OPTIONS", "/paths/~1a/options"],
      ["QUERY", "/paths/~1a/query"],
      ["copy", "/paths/~1a/additionalOperations/copy"],
    ]);
  });
});

describe("unusual descriptions", () => {
  test("a path parameter that the template has twice is one parameter", () => {
    const { api } = read(withPaths("  '/{a}/{a}': { get: { parameters: [{ name: a, in: path, required: true }] } }"));
    expect(api.operations[0]?.path.segments).toEqual(["/", { parameter: "a" }, "/", { parameter: "a" }]);
    expect(api.operations[0]?.parameters.map(({ name }) => name)).toEqual(["a"]);
  });

  test("the query of a path becomes constants and query parameters", () => {
    const { api } = read(
      withPaths(`  '/a/{b}?view=a%20b&q={query}&flag&r={r}#more':
    get:
      parameters:
        - { name: b, in: path, required: true }
        - { name: query, in: path, required: true, description: D }
        - { name: r, in: query }
        - { name: view, in: query, required: true }`),
    );
    expect(api.operations[0]?.path.segments).toEqual(["/a/", { parameter: "b" }]);
    expect(api.operations[0]?.path.query).toEqual([
      { name: "view", value: "a b" },
      { name: "q", parameter: "query" },
      { name: "flag", value: "" },
      { name: "r", parameter: "r" },
    ]);
    expect(api.operations[0]?.parameters.map((one) => [one.in, one.name, one.style, one.required, one.description])).toEqual([
      ["path", "b", "simple", true, undefined],
      ["query", "q", "form", true, "D"],
      ["query", "r", "form", false, undefined],
    ]);
  });

  test("operations that differ by the query or the fragment of their paths are different", () => {
    const { api, messages } = read(withPaths("  /a: { get: {} }\n  /a?b=1: { get: {} }\n  '/a#c': { get: {} }"));
    expect(api.operations.map(({ path }) => path.text)).toEqual(["/a", "/a#c", "/a?b=1"]);
    expect(messages.map((line) => line.split(" ")[1])).toEqual(["path-query", "path-query"]);
  });

  test("an operationId that two operations have is ignored", () => {
    const { api } = read(withPaths("  /: { get: { operationId: a }, put: { operationId: a }, post: { operationId: b } }"));
    expect(api.operations.map(({ method, operationId }) => [method, operationId])).toEqual([
      ["GET", undefined],
      ["POST", "b"],
      ["PUT", undefined],
    ]);
  });

  test("an undeclared path parameter is a string, one that is not in the template is dropped", () => {
    const { api } = read(withPaths("  '/{a}': { get: { parameters: [{ name: b, in: path, schema: { type: integer } }] } }"));
    expect(withoutPlaces(api.operations[0]?.parameters)).toMatchObject([
      { name: "a", in: "path", required: true, schema: { kind: "string" } },
    ]);
  });
});

describe("a path template", () => {
  test.each([
    ["/", ["/"]],
    ["/a/{b}", ["/a/", { parameter: "b" }]],
    ["/{a}{b}.json", ["/", { parameter: "a" }, { parameter: "b" }, ".json"]],
  ])("%s", (text, segments) => {
    const names = [...text.matchAll(/\{(.)\}/g)].map(([, name = ""]) => `{ name: ${name}, in: path, schema: {} }`).join(", ");
    const { api } = read(withPaths(`  "${text}": { get: { parameters: [${names}] } }`));
    expect(api.operations[0]?.path).toEqual({ text, segments });
  });
});

describe("parameters", () => {
  const any = { kind: "any" };

  // prettier-ignore
  test.each([
    ["{ name: a, in: query }", { in: "query", required: false, style: "form", explode: true, schema: any }],
    ["{ name: a, in: query, explode: false }", { style: "form", explode: false }],
    ["{ name: a, in: query, style: spaceDelimited }", { style: "spaceDelimited", explode: false }],
    ["{ name: a, in: query, style: deepObject, explode: true }", { style: "deepObject", explode: true }],
    ["{ name: a, in: header, required: true }", { in: "header", required: true, style: "simple", explode: false }],
    ["{ name: a, in: cookie }", { in: "cookie", style: "form", explode: true }],
    ["{ name: a, in: query, allowReserved: true, deprecated: true, description: D }", { allowReserved: true, deprecated: true, description: "D" }],
    ["{ name: a, in: query, content: { application/json: { schema: { type: object } } } }", { mediaType: "application/json", schema: { kind: "object", properties: [], additional: "open" } }],
    ["{ name: a, in: query, examples: { y: { value: 2 }, x: { value: 1 } } }", { examples: [1, 2] }],
    ["{ name: a, in: query, example: 1 }", { examples: [1] }],
    ["{ $ref: '#/components/parameters/A' }", { name: "a", in: "query" }],
  ])("%s", (given, want) => {
    const components = "components: { parameters: { A: { name: a, in: query } } }";
    const [parameter] = operationOf(`{ parameters: [${given}] }`, components).parameters;
    expect(withoutPlaces(parameter)).toMatchObject(want);
  });

  test("of the path and of the operation are merged in order; those of the operation take precedence", () => {
    const { api, messages } = read(
      withPaths(`  /{d}/{c}:
    parameters: [{ name: c, in: path, required: true, description: path }, { name: b, in: query }, { name: X-H, in: header, description: path }]
    get:
      parameters:
        - { name: x-h, in: header, description: own }
        - { name: d, in: path, required: true }
        - { name: c, in: path, required: true, description: own }
        - { name: b, in: header }
        - { name: a, in: query }
        - { name: b, in: cookie }
        - { name: Content-Type, in: header }`),
    );
    expect(messages).toEqual([]);
    expect(
      api.operations[0]?.parameters.map(({ name, in: place, description }) => [place, name, description ?? ""].join(" ").trim()),
    ).toEqual(["path d", "path c own", "query a", "query b", "header b", "header x-h own", "cookie b"]);
  });
});

describe("bodies and responses", () => {
  test("a body has its media types in order", () => {
    const body = operationOf(
      "{ requestBody: { description: D, required: true, content: { text/plain: {}, application/json: { schema: { type: boolean }, example: true } } } }",
    ).body;
    expect(withoutPlaces(body)).toEqual({
      required: true,
      description: "D",
      contents: [
        { mediaType: "application/json", schema: { kind: "boolean" }, examples: [true] },
        { mediaType: "text/plain", examples: [] },
      ],
    });
  });

  test("a body without a media type is dropped", () => {
    expect(operationOf("{ requestBody: { content: {} } }").body).toBeUndefined();
    expect(
      operationOf(
        "{ requestBody: { $ref: '#/components/requestBodies/B' } }",
        "components: { requestBodies: { B: { content: { a/b: {} } } } }",
      ).body?.required,
    ).toBe(false);
  });

  test("responses are ordered: status codes, ranges, default", () => {
    const responses = "{ default: { description: D }, 5XX: {}, '404': {}, 4xx: {}, '200': { content: {} }, x-more: 1 }";
    expect(operationOf(`{ responses: ${responses} }`).responses.map(({ status, contents }) => [status, contents])).toEqual([
      ["200", []],
      ["404", []],
      ["4XX", []],
      ["5XX", []],
      ["default", []],
    ]);
  });
});

describe("security", () => {
  const schemes = (text: string) =>
    read(`openapi: 3.1.1\ninfo: { title: T, version: "1" }\npaths: {}\ncomponents: { securitySchemes: { s: ${text} } }\n`);

  // prettier-ignore
  test.each([
    ["{ type: http, scheme: bearer, description: D }", { kind: "bearer", description: "D" }],
    ["{ type: http, scheme: Basic }", { kind: "basic" }],
    ["{ type: oauth2, flows: {} }", { kind: "bearer" }],
    ["{ type: openIdConnect, openIdConnectUrl: u }", { kind: "bearer" }],
    ["{ type: apiKey, in: header, name: X }", { kind: "apiKey", apiKey: { in: "header", name: "X" } }],
    ["{ type: mutualTLS }", { kind: "mutualTLS" }],
    ["{ type: http, scheme: bearer, x-specloom-auth: { option: accessToken } }", { kind: "bearer", option: "accessToken" }],
  ])("%s", (given, want) => {
    const { api, messages } = schemes(given);
    expect(messages).toEqual([]);
    expect(withoutPlaces(api.security)).toEqual([{ key: "s", ...want }]);
  });

  test("a scheme of another type is reported as unsupported", () => {
    const { api, messages } = schemes("{ type: http, scheme: digest }");
    expect(api.security[0]?.kind).toBe("unsupported");
    expect(messages).toEqual(["warning unsupported 4:34 The security scheme `s` has an unsupported type: `http digest`."]);
  });

  test("requirements are a set of sets; those of the operation take precedence", () => {
    const root =
      "security: [{ b: [y, x], a: [] }, { a: [] }, { a: [] }]\ncomponents: { securitySchemes: { a: { type: oauth2 }, b: { type: oauth2 } } }";
    expect(operationOf("{}", root).security).toEqual([
      [{ scheme: "a", scopes: [] }],
      [
        { scheme: "a", scopes: [] },
        { scheme: "b", scopes: ["x", "y"] },
      ],
    ]);
    expect(operationOf("{ security: [] }", root).security).toEqual([]);
    expect(operationOf("{ security: [{}] }", root).security).toEqual([[]]);
  });
});

describe("an error or a warning is reported at its place", () => {
  // prettier-ignore
  test.each([
    ["  a: {}", "warning value-tolerated 4:3 The path `a` does not start with a slash; it is read as if it did."],
    ["  '': {}"],
    ["  'https://a.test/b': {}", "error path-invalid 4:3 The path `https://a.test/b` is an address."],
    ["  /a?b=1: {}", "warning path-query 4:3 The path `/a?b=1` contains a query; its constant values are sent with every request, the others are parameters."],
    ["  /a#b: {}", "warning path-query 4:3 The path `/a#b` contains a fragment, which is never sent."],
    ["  '/a?b={c}#d': { get: {} }", "warning path-query 4:3 The path `/a?b={c}#d` contains a query; its constant values are sent with every request, the others are parameters.", "warning path-query 4:3 The path `/a?b={c}#d` contains a fragment, which is never sent.", "warning path-parameter-undeclared 4:19 The path `/a?b={c}#d` contains the parameter `c`, which is not declared; it is read as a string."],
    ["  '/a?{b}=1': { get: {} }", "warning path-query 4:3 The path `/a?{b}=1` contains a query; its constant values are sent with every request, the others are parameters.", "warning path-parameter-undeclared 4:17 The path `/a?{b}=1` contains the parameter `b`, which is not declared; it is read as a string."],
    ["  '/a?{b}': {}", "error path-invalid 4:3 The path `/a?{b}` contains a query that cannot be parsed."],
    ["  /a b: {}", "error path-invalid 4:3 The path `/a b` contains a character that is not allowed in a URL."],
    ["  '/a/{b': {}", "error path-invalid 4:3 The path `/a/{b` has an unmatched brace."],
    ["  '/a/{}': {}", "error path-invalid 4:3 The path `/a/{}` has a parameter without a name."],
    ["  '/{a}/{a}': { get: { parameters: [{ name: a, in: path, required: true }] } }", "warning path-parameter-repeated 4:3 The path `/{a}/{a}` has the same parameter twice; both places get the same value."],
    ["  /a/../b: {}", "error path-invalid 4:3 The path `/a/../b` has a `.` or `..` segment, which URLs remove."],
    ["  '/{b}': { parameters: [{ name: b, in: path }], get: {}, put: {} }\n  '/{c}': { parameters: [{ name: c, in: path }], get: {} }", "warning path-duplicate 5:50 `GET /{c}` and `GET /{b}` differ only in the names of their parameters; both are kept."],
    ["  '/{b}': { parameters: [{ name: b, in: path }], get: {}, put: {} }\n  '/{c}': { parameters: [{ name: c, in: path }], post: {} }", "warning path-similar 5:50 The path `/{c}` differs from `/{b}` only in the names of its parameters; both are kept."],
    ["  '/{a}': { get: {} }", "warning path-parameter-undeclared 4:13 The path `/{a}` contains the parameter `a`, which is not declared; it is read as a string."],
    ["  /: { get: { parameters: [{ name: a, in: path, required: true }] } }", "warning path-parameter-unused 4:28 The path parameter `a` is not in the path `/` and is left out."],
    ["  /: { get: { parameters: [{ name: a, in: query }, { name: a, in: query, required: true }] } }", "warning parameter-duplicate 4:52 The query parameter `a` is declared twice with different definitions; it takes the values of both."],
    ["  /: { get: { parameters: [{ name: a, in: query }, { name: a, in: query }] } }", "note repaired 4:52 The query parameter `a` is declared twice in the same way; one was kept. (same parameter)"],
    ["  /: { get: { parameters: [{ name: a, in: body }] } }", "error invalid-value 4:28 The parameter location `body` does not exist in OpenAPI."],
    ["  /: { get: { parameters: [{ name: a }] } }", "error missing-field 4:28 The parameter has no `in`, which is required."],
    ["  /: { get: { parameters: [{ in: query }] } }", "error missing-field 4:28 The parameter has no `name`, which is required."],
    ["  /: { get: { parameters: [{ name: a, in: query, style: matrix }] } }", "warning value-tolerated 4:50 The style `matrix` is not allowed for a query parameter; `form` is used."],
    ["  /: { get: { responses: { '600': {} } } }", "warning value-tolerated 4:28 The responses have the key `600`, which is not a status code; this response is left out."],
    ["  /: { get: { responses: { '200 OK': {}, '201 Created': {}, Default: {}, 2xx: {}, ok: {} } } }",
      "warning value-tolerated 4:28 The responses have the key `200 OK`, which is not a status code; it is read as `200`.",
      "warning value-tolerated 4:42 The responses have the key `201 Created`, which is not a status code; it is read as `201`.",
      "warning value-tolerated 4:83 The responses have the key `ok`, which is not a status code; this response is left out."],
    ["  /: { get: { operationId: a }, put: { operationId: a } }", "warning operation-id-duplicate 4:40 The operationId `a` is also used by `GET /`; both are named after their paths."],
    ["  /: { get: { security: [{ b: [] }] } }", "warning security-undefined 4:28 The security scheme `b` is not defined, so the package cannot send its credential."],
    ["  /: { get: { tags: x } }", "error wrong-type 4:15 `tags` must be a list, but is a string."],
    ["  /: { get: { callbacks: { a: { '{$url}': { post: { callbacks: { b: {} } } } } } } }", "warning unsupported 4:53 Callbacks of webhooks and of callbacks (`callbacks`) are not supported and left out."],
    ["  /: { get: { callbacks: { a: { '{$url}': { post: { x-specloom-batch: {} } } } } } }", "error extension-invalid 4:53 `x-specloom-batch` is not allowed at a webhook."],
    ["  /: { get: { responses: { '200': { links: { a: {} } } } } }", "warning unsupported 4:46 The link `a` leads to no operation of this description and is left out."],
    ["  /: { put: { requestBody: { content: { json: {} } } } }", "warning unsupported 4:41 `json` is not a media type and is left out."],
    ["  /: { get: { requestBody: { content: { text/plain: {} } } } }", "warning unsupported 4:15 The request body of a GET is left out, because it has no meaning and cannot be sent."],
    ["  /: { head: { requestBody: { content: { text/plain: {} } } } }", "warning unsupported 4:16 The request body of a HEAD is left out, because it has no meaning and cannot be sent."],
    ["  /: {}\ncomponents: { securitySchemes: { o: { type: oauth2, flows: { clientCredentials: { tokenUrl: 'http://a.test/t' } } } } }", "warning insecure-url 5:62 Secrets are sent to the token URL `http://a.test/t` without encryption."],
    ["  /: {}\ncomponents: { securitySchemes: { o: { type: oauth2, flows: { clientCredentials: { tokenUrl: 'http://localhost:1/t' } } } } }"],
    ["  /: { additionalOperations: { 'A B': {} } }", "error invalid-value 4:32 The method `A B` is not a valid HTTP method."],
    ["  /: { additionalOperations: { GET: {} } }", "error invalid-value 4:32 The method `GET` has its own field, `get`."],
    ["  /: { trace: {} }", "warning unsupported 4:8 The method `TRACE` cannot be sent by `fetch`; the operation needs a custom `fetch`."],
    ["  /: {}\nwebhooks: { a: { trace: {} } }"],
    ["  /: {}\nwebhooks: { a: { post: { x-specloom-name: a.b } } }", "error extension-invalid 5:26 `x-specloom-name` must be a name such as `OrderCreated`."],
    ["  /: {}\nservers: [{ url: 'https://{a}' }]", "warning value-tolerated 5:11 The server's URL uses the variable `a`, which has no default, so callers must give its value."],
    ["  /: {}\ncomponents: { securitySchemes: { k: { type: apiKey, name: X } } }", "error invalid-value 5:34 The security scheme `k` does not say where to send its key."],
  ])("%s", (paths, ...want) => {
    expect(read(withPaths(paths)).messages).toEqual(want);
  });

  test("an error in a shared component is reported once", () => {
    const parameter = "components: { parameters: { A: { name: a, in: query, style: label } } }";
    const ref = "{ parameters: [{ $ref: '#/components/parameters/A' }] }";
    expect(read(withPaths(`  /: { get: ${ref}, put: ${ref} }`, parameter)).messages).toEqual([
      "warning value-tolerated 5:54 The style `label` is not allowed for a query parameter; `form` is used.",
    ]);
  });
});
