import { describe, expect, test } from "vitest";
import { resolveDocuments, type Texts } from "../resolve-documents.js";

/** A `$ref` where OpenAPI allows none is replaced by what it refers to: an object, a map or a list, across files, with its siblings. */

const head = "openapi: 3.1.0\ninfo: {title: t, version: v}\n";
const operation = "{operationId: list, responses: {'200': {description: OK}}}";

interface Case {
  readonly name: string;
  readonly texts: Texts;
  /** What the resolved description contains. */
  readonly want: object;
}

const cases: readonly Case[] = [
  {
    name: "a schema in `dependencies`, beside a list of names, is a reference as everywhere",
    texts: {
      "api.yaml": `${head}paths: {}\ncomponents: {schemas: {A: {$ref: a.yaml}}}`,
      "a.yaml": "{dependencies: {b: {$ref: models/b.yaml}, c: [b]}, properties: {dependencies: {$ref: models/b.yaml}}}",
      "models/b.yaml": "{properties: {d: {type: string}}}",
    },
    want: {
      components: {
        schemas: {
          A: {
            dependencies: { b: { $ref: "#/components/schemas/b" }, c: ["b"] },
            properties: { dependencies: { $ref: "#/components/schemas/b" } },
          },
          b: { properties: { d: { type: "string" } } },
        },
      },
    },
  },
  {
    name: "an operation",
    texts: { "api.yaml": `${head}paths: {/a: {get: {$ref: ops/list.yaml}}}`, "ops/list.yaml": operation },
    want: { paths: { "/a": { get: { operationId: "list", responses: { 200: { description: "OK" } } } } } },
  },
  {
    name: "an operation with siblings, which take precedence",
    texts: { "api.yaml": `${head}paths: {/a: {get: {$ref: list.yaml, operationId: other, deprecated: true}}}`, "list.yaml": operation },
    want: { paths: { "/a": { get: { operationId: "other", deprecated: true, responses: { 200: {} } } } } },
  },
  {
    name: "an operation whose references are relative to its own file",
    texts: {
      "api.yaml": `${head}paths: {/a: {get: {$ref: ops/list.yaml}}}`,
      "ops/list.yaml": "parameters: [{$ref: ../params.yaml#/page}]\nresponses: {'200': {$ref: 'responses.yaml#/ok'}}",
      "params.yaml": "page: {name: page, in: query, schema: {type: integer}}",
      "ops/responses.yaml": "ok: {description: OK, content: {application/json: {schema: {$ref: '../models/pet.yaml'}}}}",
      "models/pet.yaml": "type: object\nproperties: {owner: {$ref: 'pet.yaml'}}",
    },
    want: {
      paths: { "/a": { get: { parameters: [{ $ref: "#/components/parameters/page" }], responses: { 200: { $ref: "#/components/responses/ok" } } } } },
      components: {
        parameters: { page: { name: "page" } },
        responses: { ok: { content: { "application/json": { schema: { $ref: "#/components/schemas/pet" } } } } },
        schemas: { pet: { type: "object", properties: { owner: { $ref: "#/components/schemas/pet" } } } },
      },
    },
  },
  {
    name: "all schemas, to which others refer by their place in either document",
    texts: {
      "api.yaml": `${head}paths: {/a: {get: {responses: {'200': {description: OK, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}}}}\ncomponents: {schemas: {$ref: schemas/_index.yaml, Own: {type: boolean}}}`,
      "schemas/_index.yaml": "Pet: {$ref: ./Pet.yaml}\nTag: {type: string}",
      "schemas/Pet.yaml": "properties: {a: {$ref: '_index.yaml#/Tag'}, b: {$ref: '../api.yaml#/components/schemas/Tag'}, c: {$ref: '../api.yaml#/components/schemas/Own'}, d: {$ref: '_index.yaml#/Pet'}}",
    },
    want: {
      components: {
        schemas: {
          Own: { type: "boolean" },
          Tag: { type: "string" },
          Pet: {
            properties: {
              a: { $ref: "#/components/schemas/Tag" },
              b: { $ref: "#/components/schemas/Tag" },
              c: { $ref: "#/components/schemas/Own" },
              d: { $ref: "#/components/schemas/Pet" },
            },
          },
        },
      },
    },
  },
  {
    name: "all paths, some of which are references themselves",
    texts: {
      "api.yaml": `${head}paths: {$ref: paths/index.yaml, /own: {get: ${operation}}}`,
      "paths/index.yaml": "/a: {$ref: a.yaml}\n/b: {get: {$ref: 'a.yaml#/get'}}",
      "paths/a.yaml": `get: ${operation}`,
    },
    want: { paths: { "/a": { get: { operationId: "list" } }, "/b": { get: { operationId: "list" } }, "/own": { get: { operationId: "list" } } } },
  },
  {
    name: "all components, and info, servers and tags",
    texts: {
      "api.yaml": "openapi: 3.1.0\ninfo: {$ref: info.yaml}\nservers: {$ref: servers.yaml}\ntags: {$ref: 'tags.yaml#/all'}\npaths: {}\ncomponents: {$ref: components.yaml}",
      "info.yaml": "title: t\nversion: v\ndescription: {$ref: intro.md}",
      "intro.md": "# Hello: {world}\n",
      "servers.yaml": "- {url: 'https://a.example'}\n- {$ref: second.yaml}",
      "second.yaml": "url: https://b.example",
      "tags.yaml": "all: [{name: a}]",
      "components.yaml": "schemas: {A: {type: string}}",
    },
    want: {
      info: { title: "t", description: "# Hello: {world}\n" },
      servers: [{ url: "https://a.example" }, { url: "https://b.example" }],
      tags: [{ name: "a" }],
      components: { schemas: { A: { type: "string" } } },
    },
  },
  {
    name: "a list of parameters, as a whole and as an item of a list",
    texts: {
      "api.yaml": `${head}paths: {/a: {parameters: {$ref: params.yaml}, get: {parameters: [{$ref: 'more.yaml#/paging'}, {name: own, in: query}], responses: {$ref: 'more.yaml#/responses'}}}}`,
      "params.yaml": "- {name: first, in: query}\n- {$ref: 'more.yaml#/second'}",
      "more.yaml": "second: {name: second, in: query}\npaging: [{name: page, in: query}, {name: size, in: query}]\nresponses: {'200': {description: OK}}",
    },
    want: {
      paths: {
        "/a": {
          parameters: [{ name: "first" }, { $ref: "#/components/parameters/second" }],
          get: { parameters: [{ name: "page" }, { name: "own" }, { name: "size" }], responses: { 200: { description: "OK" } } },
        },
      },
    },
  },
  {
    name: "a file whose root is a reference, through several files",
    texts: { "api.yaml": `${head}paths: {/a: {get: {$ref: one.yaml}}}`, "one.yaml": "$ref: two/two.yaml\nsummary: one", "two/two.yaml": "$ref: '../three.yaml#/list'\nsummary: two", "three.yaml": `list: ${operation}` },
    want: { paths: { "/a": { get: { operationId: "list", summary: "one" } } } },
  },
  {
    name: "maps within a schema: properties, required, enum",
    texts: {
      "api.yaml": `${head}components: {schemas: {A: {type: object, properties: {$ref: 'a.yaml#/fields'}, required: {$ref: 'a.yaml#/required'}}, B: {type: string, enum: {$ref: values.yaml}}}}`,
      "a.yaml": "fields: {x: {type: string}, self: {$ref: '#/fields/x'}}\nrequired: [x]",
      "values.yaml": "[a, b]",
    },
    want: {
      components: {
        schemas: {
          A: { properties: { x: { type: "string" }, self: { $ref: "#/components/schemas/A/properties/x" } }, required: ["x"] },
          B: { enum: ["a", "b"] },
        },
      },
    },
  },
  {
    name: "content, a media type, headers, examples, security and callbacks",
    texts: {
      "api.yaml": `${head}paths: {/a: {post: {requestBody: {content: {$ref: 'x.yaml#/content'}}, security: {$ref: 'x.yaml#/security'}, callbacks: {$ref: 'x.yaml#/callbacks'}, responses: {'200': {description: OK, headers: {$ref: 'x.yaml#/headers'}, content: {application/json: {examples: {$ref: 'x.yaml#/examples'}}}}}}}}\ncomponents: {securitySchemes: {$ref: 'x.yaml#/schemes'}}`,
      "x.yaml": "content: {application/json: {schema: {type: string}}}\nsecurity: [{key: []}]\ncallbacks: {on: {'{$request.body#/url}': {post: {responses: {'200': {description: OK}}}}}}\nheaders: {X-A: {schema: {type: string}}}\nexamples: {one: {value: 1}}\nschemes: {key: {type: apiKey, in: header, name: k}}",
    },
    want: {
      paths: {
        "/a": {
          post: {
            requestBody: { content: { "application/json": { schema: { type: "string" } } } },
            security: [{ key: [] }],
            callbacks: { on: { "{$request.body#/url}": { post: {} } } },
            responses: { 200: { headers: { "X-A": {} }, content: { "application/json": { examples: { one: { value: 1 } } } } } },
          },
        },
      },
      components: { securitySchemes: { key: { type: "apiKey" } } },
    },
  },
  {
    name: "within one document, into an extension and into the middle of another operation",
    texts: { "api.yaml": `${head}x-common: {responses: {'404': {description: No, content: {application/json: {schema: {$ref: '#/components/schemas/E'}}}}}}\npaths: {/a: {get: {responses: {$ref: '#/x-common/responses', '200': {description: OK}}}}, /b: {get: {responses: {$ref: '#/paths/~1a/get/responses'}}}}\ncomponents: {schemas: {E: {type: string}}}` },
    want: {
      paths: {
        "/a": { get: { responses: { 200: { description: "OK" }, 404: { content: { "application/json": { schema: { $ref: "#/components/schemas/E" } } } } } } },
        "/b": { get: { responses: { 200: { description: "OK" }, 404: { description: "No" } } } },
      },
    },
  },
  {
    name: "a property called $ref is a property",
    texts: { "api.yaml": `${head}components: {schemas: {A: {properties: {$ref: {type: string}, b: {type: string}}}}}` },
    want: { components: { schemas: { A: { properties: { $ref: { type: "string" }, b: { type: "string" } } } } } },
  },
  {
    name: "a pointer that leads through references, back and forth among files",
    texts: {
      "api.yaml": `${head}components: {schemas: {A: {$ref: a.yaml}, B: {$ref: '#/components/schemas/A/properties/x'}, C: {$ref: 'a.yaml#/properties/back/properties/d'}, D: {properties: {d: {type: boolean}}}}}`,
      "a.yaml": "properties: {x: {type: integer}, back: {$ref: 'api.yaml#/components/schemas/D'}}",
    },
    want: {
      components: {
        schemas: {
          A: { properties: { back: { $ref: "#/components/schemas/D" } } },
          B: { $ref: "#/components/schemas/A/properties/x" },
          C: { $ref: "#/components/schemas/D/properties/d" },
        },
      },
    },
  },
  {
    name: "schemas that refer to each other across files by reference to the whole map",
    texts: {
      "api.yaml": `${head}components: {schemas: {$ref: 's.yaml#/components/schemas'}}`,
      "s.yaml": "components: {schemas: {A: {properties: {b: {$ref: '#/components/schemas/B'}}}, B: {properties: {a: {$ref: 'api.yaml#/components/schemas/A'}}}}}",
    },
    want: { components: { schemas: { A: { properties: { b: { $ref: "#/components/schemas/B" } } }, B: { properties: { a: { $ref: "#/components/schemas/A" } } } } } },
  },
]; // prettier-ignore

describe("a reference where OpenAPI allows none", () => {
  test.each(cases)("$name", async ({ texts, want }) => {
    const { data, faults } = await resolveDocuments(texts);
    expect(faults).toEqual([]);
    expect(data).toMatchObject(want);
  });

  test("Swagger 2.0: an operation, a list of parameters, a map of definitions", async () => {
    const { data, faults } = await resolveDocuments({
      "api.yaml":
        "swagger: '2.0'\ninfo: {title: t, version: v}\npaths: {/a: {post: {$ref: op.yaml}}}\ndefinitions: {$ref: models.yaml}",
      "op.yaml":
        "parameters: {$ref: 'params.yaml'}\nresponses: {'200': {description: OK, schema: {$ref: 'api.yaml#/definitions/A'}}}",
      "params.yaml": "- {name: a, in: query, type: string}\n- {name: body, in: body, schema: {$ref: 'models.yaml#/B'}}",
      "models.yaml": "A: {type: string}\nB: {type: object}",
    });
    expect(faults).toEqual([]);
    expect(data).toMatchObject({
      paths: {
        "/a": {
          post: {
            parameters: [{ name: "a", in: "query" }],
            requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/B" } } } },
            responses: { 200: { content: { "application/json": { schema: { $ref: "#/components/schemas/A" } } } } },
          },
        },
      },
      components: { schemas: { A: { type: "string" }, B: { type: "object" } } },
    });
  });

  test("is told as a note", async () => {
    const { diagnostics } = await resolveDocuments({
      "api.yaml": `${head}paths: {/a: {get: {$ref: list.yaml}}}`,
      "list.yaml": operation,
    });
    expect(diagnostics.map(({ severity, code, message }) => `${severity} ${code}: ${message}`)).toEqual([
      "note repaired: OpenAPI allows no reference here; `list.yaml` is replaced by what it refers to.",
    ]);
  });

  test.each([
    ["to itself", { "api.yaml": `${head}paths: {/a: {get: {$ref: '#/paths/~1a/get'}}}` }, ["api.yaml:3:20 ref-circular"]],
    ["in a circle of files", { "api.yaml": `${head}paths: {$ref: a.yaml}`, "a.yaml": "$ref: b.yaml", "b.yaml": "$ref: a.yaml" }, ["b.yaml:1:1 ref-circular"]],
    ["that contains it", { "api.yaml": `${head}paths: {}\ncomponents: {$ref: '#'}` }, ["api.yaml:4:14 ref-circular"]],
    ["to nothing in its document", { "api.yaml": `${head}paths: {/a: {get: {$ref: '#/x-ops/list'}}}` }, ["api.yaml:3:20 ref-dangling"]],
    ["to a missing document", { "api.yaml": `${head}paths: {/a: {parameters: {$ref: none.yaml}}}` }, ["none.yaml:1:1 source-missing"]],
    ["to a list in place of an operation", { "api.yaml": `${head}paths: {/a: {get: {$ref: l.yaml}}}`, "l.yaml": "[1]" }, ["l.yaml:1:1 wrong-type"]],
  ] as const)("%s is refused", async (_, texts, want) => {
    expect((await resolveDocuments(texts)).faults).toEqual(want);
  }); // prettier-ignore

  test("cannot be used to copy without end", async () => {
    const level = (n: number) =>
      `l${n}: {properties: {${["a", "b", "c", "d"].map((key) => `${key}: {properties: {$ref: '#/x-l/l${n + 1}/properties'}}`).join(", ")}}}`;
    const levels = Array.from({ length: 14 }, (_, n) => level(n)).join(", ");
    const { faults } = await resolveDocuments({
      "api.yaml": `${head}x-l: {${levels}, l14: {properties: {z: {type: string}}}}\ncomponents: {schemas: {A: {properties: {$ref: '#/x-l/l0/properties'}}}}`,
    });
    expect(faults.map((fault) => fault.replace(/.* /, ""))).toEqual(["source-too-large"]);
  });
});
