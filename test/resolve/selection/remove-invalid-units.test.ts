import { describe, expect, test } from "vitest";
import { type Diagnostic, refuse, Refusal } from "../../../generator/diagnostics.js";
import { parse } from "../../../generator/load/parse/parse.js";
import { buildApi } from "../../../generator/model/build-api.js";
import { resolveAll } from "../../../generator/resolve/resolve.js";
import { select } from "../../../generator/resolve/selection/select.js";

/** With `--include` and `--exclude`, valid operations of a description with errors elsewhere can be used. */

const head = 'openapi: 3.2.0\ninfo: { title: t, version: "1" }\n';
const ok = "responses: { 200: { description: d } }";
const answer = (ref: string) =>
  `responses: { 200: { description: d, content: { application/json: { schema: { $ref: "${ref}" } } } } }`;

/** The selected operations as `METHOD path`, or the codes of the errors; then the codes of notes about removed parts. */
async function selectFrom(
  text: string,
  include: readonly string[],
  exclude: readonly string[],
  others: Readonly<Record<string, string>> = {},
) {
  const diagnostics: Diagnostic[] = [];
  const report = (one: Diagnostic): void => void diagnostics.push(one);
  const read = ({ location }: { readonly location: string }) =>
    Promise.resolve({
      name: location,
      text: others[location] ?? refuse("source-missing", { source: location }, "No such file."),
    });
  try {
    const description = await resolveAll(parse({ name: "api.yaml", text }, report), [], read, report, true);
    const selected = select(description, { include, exclude }, () => "", report);
    const { operations } = buildApi(selected, report);
    const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code);
    const notes = diagnostics.filter(({ severity, code }) => severity === "note" && code !== "repaired").map(({ code }) => code);
    return { left: errors.length > 0 ? errors : operations.map(({ method, path }) => `${method} ${path.text}`), notes };
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    return { left: thrown.diagnostics.map(({ code }) => code), notes: [] };
  }
}

interface Row {
  readonly name: string;
  /** Added to `paths`; `more` is added after `paths`. */
  readonly paths: string;
  readonly more?: string;
  readonly others?: Readonly<Record<string, string>>;
  /** Excludes the invalid part, so that `GET /good` is left. */
  readonly exclude?: string;
  readonly notes?: readonly string[];
  /** The errors if the invalid part is selected. */
  readonly refused: readonly string[];
}

const rows: readonly Row[] = [
  {
    name: "a dangling reference",
    paths: `  /bad: { get: { ${answer("#/components/schemas/No")} } }`,
    refused: ["ref-dangling"],
  },
  {
    name: "a dangling reference in a schema that only this operation uses",
    paths: `  /bad: { get: { ${answer("#/components/schemas/A")} } }`,
    more: 'components: { schemas: { A: { items: { $ref: "#/components/schemas/B" } }, B: { not: { $ref: "#/x" } } } }',
    refused: ["ref-dangling"],
  },
  {
    name: "a reference to an object of another kind",
    paths: `  /bad: { get: { ${answer("#/components/links/R")} } }`,
    more: "components: { links: { R: { description: d } } }",
    refused: ["wrong-type"],
  },
  {
    name: "circular references",
    paths: `  /bad: { get: { ${answer("#/components/schemas/A")} } }`,
    more: 'components: { schemas: { A: { $ref: "#/components/schemas/B" }, B: { $ref: "#/components/schemas/A" } } }',
    refused: ["ref-circular"],
  },
  {
    name: "a missing file",
    paths: `  /bad: { get: { ${answer("no.yaml")} } }`,
    refused: ["source-missing"],
  },
  {
    name: "a dangling reference into another file",
    paths: `  /bad: { get: { ${answer("a.yaml#/No")} } }`,
    others: { "a.yaml": "A: {}" },
    refused: ["ref-dangling"],
  },
  {
    name: "a dangling reference within another file",
    paths: `  /bad: { get: { ${answer("a.yaml#/A")} } }`,
    others: { "a.yaml": 'A: { properties: { b: { $ref: "#/No" } } }\n' },
    refused: ["ref-dangling"],
  },
  { name: "a path item in a missing file", paths: "  /bad: { $ref: no.yaml }", refused: ["source-missing"] },
  {
    name: "a list in place of a map",
    paths: `  /bad: { get: { responses: [] } }`,
    refused: ["wrong-type"],
  },
  { name: "a list in place of an operation", paths: "  /bad: { get: [] }", refused: ["wrong-type"] },
  { name: "a list in place of a path item", paths: "  /bad: []", refused: ["wrong-type"] },
  {
    name: "parameters of a path item",
    paths: `  /bad: { parameters: [{ $ref: "#/components/parameters/No" }], get: { ${ok} } }`,
    refused: ["ref-dangling"],
  },
  {
    name: "an operation in the path item of a valid one",
    paths: `  /other: { get: { ${ok} }, put: { operationId: bad, ${answer("#/No")} } }`,
    exclude: "name:bad",
    refused: ["ref-dangling"],
  },
  {
    name: "an additional operation",
    paths: `  /bad: { additionalOperations: { COPY: { ${answer("#/No")} } } }`,
    refused: ["ref-dangling"],
  },
  {
    name: "two query strings",
    paths: `  /bad: { get: { parameters: [{ name: a, in: query, schema: { type: string } }, { name: b, in: querystring, content: {} }], ${ok} } }`,
    notes: [],
    refused: ["invalid-value"],
  },
  {
    name: "an invalid path",
    paths: `  "/{bad": { get: { ${ok} } }`,
    exclude: "path:/{bad",
    notes: [],
    refused: ["path-invalid"],
  },
];

describe("faults of selected operations are refused, other faults are notes", () => {
  test.each(rows)("$name", async ({ paths, more = "", others, exclude = "path:/bad", refused, notes = refused }) => {
    const text = `${head}paths:\n  /good: { get: { ${ok} } }\n${paths}\n${more}\n`;
    expect(await selectFrom(text, ["path:/good"], [], others)).toEqual({ left: ["GET /good"], notes });
    const left = (await selectFrom(text, [], [exclude], others)).left;
    expect(left.filter((operation) => operation !== "GET /other" && operation !== "GET /bad/{a}")).toEqual(["GET /good"]);
    expect((await selectFrom(text, ["path:**"], [], others)).left).toEqual(refused);
  });
});

test("an unused schema may be invalid", async () => {
  const text = `${head}paths: { /good: { get: { ${ok} } } }\ncomponents: { schemas: { A: { $ref: "#/No" }, B: [] } }\n`;
  expect(await selectFrom(text, ["path:/good"], [])).toEqual({ left: ["GET /good"], notes: ["ref-dangling", "wrong-type"] });
});

test("operations with a base schema depend on variants that refer to it by allOf", async () => {
  const schemas = `Base: { type: object, discriminator: { propertyName: kind }, properties: { kind: { type: string } } }, Variant: { allOf: [{ $ref: "#/components/schemas/Base" }, { $ref: "#/No" }] }`;
  const text = `${head}paths: { /good: { get: { ${ok} } }, /bad: { get: { ${answer("#/components/schemas/Base")} } } }\ncomponents: { schemas: { ${schemas} } }\n`;
  expect((await selectFrom(text, ["path:/bad"], [])).left).toEqual(["ref-dangling"]);
  expect((await selectFrom(text, ["path:/good"], [])).left).toEqual(["GET /good"]);
});

test("a fault that no selection can exclude is refused", async () => {
  expect((await selectFrom(`${head}paths: { /good: { get: { ${ok} } } }\ncomponents: []\n`, ["path:/good"], [])).left).toEqual([
    "wrong-type",
  ]);
});

test("the same in Swagger 2.0", async () => {
  const text = `swagger: "2.0"\ninfo: { title: t, version: "1" }\npaths:
  /good: { get: { responses: { 200: { description: d, schema: { $ref: "#/definitions/A" } } } } }
  /bad: { get: { parameters: [{ name: p }], responses: { 200: { description: d, schema: { $ref: "#/definitions/No" } } } } }
definitions: { A: { type: object } }\n`;
  expect(await selectFrom(text, [], ["path:/bad"])).toEqual({ left: ["GET /good"], notes: ["ref-dangling", "missing-field"] });
  expect((await selectFrom(text, ["path:**"], [])).left).toEqual(["ref-dangling", "missing-field"]);
});
