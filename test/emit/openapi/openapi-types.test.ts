import fc from "fast-check";
import ts from "typescript";
import { expect, test } from "vitest";
import { openapiTypes } from "../../../generator/emit/openapi/openapi-types.js";
import type { Json } from "../../../generator/load/tree/node.js";
import { typeErrors } from "../compile.js";

const withSchema = (schema: Json): Json => ({
  openapi: "3.1.0",
  info: { title: "T", version: "1" },
  paths: {},
  components: { schemas: { Pet: schema } },
});

test.each<{ name: string; schema: Json; want: string }>([
  {
    name: "extensions are removed, properties with such names are kept",
    schema: { "x-specloom-name": "a", properties: { "x-b": { type: "string" } } },
    want: '"x-b"?: string;',
  },
  {
    name: "a reference to another document is unknown",
    schema: { properties: { a: { $ref: "https://example.com/a.json" } } },
    want: "a?: unknown;",
  },
  {
    name: "a reference that is not to a component is replaced by its target",
    schema: { properties: { a: { $ref: "#/components/schemas/Pet/properties/b" }, b: { type: "number" } } },
    want: "a?: number;",
  },
  {
    name: "a reference that makes a type refer to itself is unknown",
    schema: { oneOf: [{ type: "string" }, { type: "array", items: { $ref: "#/components/schemas/Pet" } }] },
    want: "Pet: unknown[] | string;",
  },
  { name: "true in an allOf is ignored", schema: { allOf: [true, { type: "string" }] }, want: "Pet: string;" },
  { name: "an allOf with false allows nothing", schema: { allOf: [false, { type: "string" }] }, want: "Pet: never;" },
  { name: "the end of a comment is escaped", schema: { description: "*/ evil", type: "string" }, want: "@description *\\/ evil" },
  {
    name: "an invisible character becomes an escape sequence",
    schema: { enum: ["a\u202eb\u2028\\\ufeff"], type: "string", description: 'a "\u200d' },
    want: String.raw`"a\u202eb\u2028\\\ufeff"`,
  },
])("$name", ({ schema, want }) => {
  expect(openapiTypes(withSchema(schema))).toContain(want);
});

const difficultNames = ["a%2fb", "a~1b", "a/b", "a#/b", "a\\b", "a\0b", "a~01b", "50%", "%C3%A9", "é", "a%25b", "#/", "~", "\uf8f0002f", "\\uf8f0002f"]; // prettier-ignore
const pointer = (name: string) => `#/components/schemas/${encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"))}`;

test("operations with any id are in the types of their paths", () => {
  const responses = { "204": { description: "" } };
  const paths = Object.fromEntries(
    difficultNames.map((operationId, index) => [`/${index}`, { get: { operationId, responses } }]),
  );
  const source = openapiTypes({ openapi: "3.1.0", info: { title: "T", version: "1" }, paths });
  expect(typeErrors(new Map([["openapi.ts", source]]))).toEqual([]);
});

test("names with percent signs, tildes and slashes are kept, and references lead to them", () => {
  const schemas = Object.fromEntries(
    difficultNames.map((name) => [name, { type: "object", properties: { [name]: { const: name } }, required: [name] }]),
  );
  const responses = (name: string) => ({
    "200": {
      description: "",
      headers: { [name]: { schema: { const: name } } },
      content: { "application/json": { schema: { $ref: pointer(name) } } },
    },
  });
  const paths = Object.fromEntries(
    difficultNames.map((name) => {
      const parameters = [{ name, in: "query", required: true, schema: { const: name } }];
      return [`/x/${name}`, { get: { parameters, responses: responses(name) } }];
    }),
  );
  const source = openapiTypes({ openapi: "3.1.0", info: { title: "T", version: "1" }, paths, components: { schemas } });
  const checks = difficultNames.flatMap((name) => {
    const operation = `paths[${JSON.stringify(`/x/${name}`)}]["get"]`;
    const value = `{ ${JSON.stringify(name)}: ${JSON.stringify(name)} }`;
    return [
      `accept<${operation}["responses"][200]["content"]["application/json"]>(${value});`,
      `accept<components["schemas"][${JSON.stringify(name)}]>(${value});`,
      `accept<${operation}["parameters"]["query"]>(${value});`,
    ];
  });
  const module = `import type { components, paths } from "./openapi.js";\ndeclare function accept<T>(value: T): void;\n${checks.join("\n")}\n`;
  expect(typeErrors(new Map([["openapi.ts", source], ["checks.ts", module]]))).toEqual([]); // prettier-ignore
});

const responses = { "204": { description: "" } };
const withPaths = (paths: Json, others: { readonly [key: string]: Json } = {}): Json => ({
  openapi: "3.1.0",
  info: { title: "T", version: "1" },
  paths,
  ...others,
});

test.each<{ name: string; description: Json; want: readonly string[]; not?: readonly string[] }>([
  {
    name: "an operationId of two operations is used by neither, as in the client",
    description: withPaths({ "/a": { get: { operationId: "x", responses } }, "/b": { get: { operationId: "x", responses } } }),
    want: ["export type operations = Record<string, never>;"],
  },
  {
    name: "operationIds that differ in how a slash is written are different",
    description: withPaths({
      "/a": { get: { operationId: "a#b", responses } },
      "/b": { get: { operationId: "a/b", responses } },
    }),
    want: ['get: operations["a#b"];', 'get: operations["a/b"];'],
  },
  {
    name: "a path item that is referred to once keeps its ids, and its own fields are added",
    description: withPaths(
      { "/a": { $ref: "#/components/pathItems/A", post: { operationId: "y", responses } } },
      { components: { pathItems: { A: { get: { operationId: "x", responses } } } } },
    ),
    want: ['get: operations["x"];', 'post: operations["y"];'],
  },
  {
    name: "a parameter behind two references is there",
    description: withPaths(
      { "/a": { get: { parameters: [{ $ref: "#/components/parameters/A" }], responses } } },
      {
        components: {
          parameters: {
            A: { $ref: "#/components/parameters/B" },
            B: { name: "n", in: "query", required: true, schema: { type: "number" } },
          },
        },
      },
    ),
    want: ['n: components["parameters"]["A"];', "A: number;"],
  },
  {
    name: "an undeclared path parameter is there, an unused one is not",
    description: withPaths({ "/a/{id}": { parameters: [{ name: "other", in: "path" }], get: { responses } } }),
    want: ["id: string;"],
    not: ["other"],
  },
  {
    name: "a webhook behind a reference is there",
    description: withPaths(
      {},
      {
        components: { pathItems: { A: { post: { operationId: "x", responses } } } },
        webhooks: { event: { $ref: "#/components/pathItems/A" } },
      },
    ),
    want: ['post: operations["x"];'],
  },
])("$name", ({ description, want, not = [] }) => {
  const source = openapiTypes(description);
  for (const text of want) expect(source).toContain(text);
  for (const text of not) expect(source).not.toContain(text);
  expect(typeErrors(new Map([["openapi.ts", source]]))).toEqual([]);
});

test("a property that an allOf requires is required, in a schema that can be null, too", () => {
  const components = {
    schemas: {
      Pet: { type: ["object", "null"], properties: { name: { type: "string" } } },
      Named: { allOf: [{ $ref: "#/components/schemas/Pet" }, { required: ["name"] }], required: ["name"] },
    },
  };
  const use = `import type { components } from "./openapi.js";
type Named = components["schemas"]["Named"];
export const named: Named[] = [{ name: "Rex" }, null];
// @ts-expect-error: it has no name.
export const unnamed: Named = {};
`;
  const files = new Map([
    ["openapi.ts", openapiTypes(withPaths({}, { components }))],
    ["use.ts", use],
    ["package.json", '{ "type": "module" }'],
  ]);
  expect(typeErrors(files)).toEqual([]);
});

test("any text in a description leaves the same declarations", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("*/", "*/ export const evil = 1; /*", "`${x}`", "\u2028", "@deprecated", "__proto__", '"; evil', "\\"),
  );
  fc.assert(
    fc.property(text, text, text, (name, description, value) => {
      const properties = Object.fromEntries([
        [name, { type: "string", enum: [value], description, title: description, format: description }],
      ]);
      const source = openapiTypes(withSchema({ type: "object", description, properties }));
      const file = ts.createSourceFile("openapi.ts", source, ts.ScriptTarget.ES2022, true);
      const declared = file.statements.map((statement) =>
        ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement) ? statement.name.text : statement.getText(),
      );
      expect(declared).toEqual(["paths", "webhooks", "components", "$defs", "operations"]);
      const { diagnostics } = ts.transpileModule(source, { reportDiagnostics: true });
      expect(diagnostics).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
