import { describe, expect, test } from "vitest";
import { type Diagnostic, refuse, Refusal } from "../../../generator/diagnostics.js";
import { parse } from "../../../generator/load/parse/parse.js";
import { buildApi } from "../../../generator/model/build-api.js";
import { resolveAll } from "../../../generator/resolve/resolve.js";
import { select } from "../../../generator/resolve/selection/select.js";

/** A part of a description whose other parts are broken. `--include` and `--exclude` are the way out for whoever cannot mend it. */

const head = 'openapi: 3.2.0\ninfo: { title: t, version: "1" }\n';
const ok = "responses: { 200: { description: d } }";
const answer = (ref: string) =>
  `responses: { 200: { description: d, content: { application/json: { schema: { $ref: "${ref}" } } } } }`;

/** What is left: `METHOD path` in order, or the codes of the errors; then the codes of the notes that tell of what is left out. */
async function part(
  text: string,
  include: readonly string[],
  exclude: readonly string[],
  others: Readonly<Record<string, string>> = {},
) {
  const told: Diagnostic[] = [];
  const report = (one: Diagnostic): void => void told.push(one);
  const read = ({ location }: { readonly location: string }) =>
    Promise.resolve({
      name: location,
      text: others[location] ?? refuse("source-missing", { source: location }, "No such file."),
    });
  try {
    const description = await resolveAll(parse({ name: "api.yaml", text }, report), [], read, report, true);
    const chosen = select(description, { include, exclude }, () => "", report);
    const { operations } = buildApi(chosen, report);
    const errors = told.filter(({ severity }) => severity === "error").map(({ code }) => code);
    const notes = told.filter(({ severity, code }) => severity === "note" && code !== "repaired").map(({ code }) => code);
    return { left: errors.length > 0 ? errors : operations.map(({ method, path }) => `${method} ${path.text}`), notes };
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    return { left: thrown.diagnostics.map(({ code }) => code), notes: [] };
  }
}

interface Row {
  readonly name: string;
  /** Below `paths`, and after it. */
  readonly paths: string;
  readonly more?: string;
  readonly others?: Readonly<Record<string, string>>;
  /** What must be left out; the operation that is asked for is `GET /good`. */
  readonly exclude?: string;
  readonly notes?: readonly string[];
  /** What is refused where the broken part is asked for. */
  readonly refused: readonly string[];
}

const rows: readonly Row[] = [
  {
    name: "a reference to nothing",
    paths: `  /bad: { get: { ${answer("#/components/schemas/No")} } }`,
    refused: ["ref-dangling"],
  },
  {
    name: "a reference to nothing in a model that only it needs",
    paths: `  /bad: { get: { ${answer("#/components/schemas/A")} } }`,
    more: 'components: { schemas: { A: { items: { $ref: "#/components/schemas/B" } }, B: { not: { $ref: "#/x" } } } }',
    refused: ["ref-dangling"],
  },
  {
    name: "a reference to another kind of thing",
    paths: `  /bad: { get: { ${answer("#/components/responses/R")} } }`,
    more: "components: { responses: { R: { description: d } } }",
    refused: ["wrong-type"],
  },
  {
    name: "references in a circle",
    paths: `  /bad: { get: { ${answer("#/components/schemas/A")} } }`,
    more: 'components: { schemas: { A: { $ref: "#/components/schemas/B" }, B: { $ref: "#/components/schemas/A" } } }',
    refused: ["ref-circular"],
  },
  {
    name: "a file that is not there",
    paths: `  /bad: { get: { ${answer("no.yaml")} } }`,
    refused: ["source-missing"],
  },
  {
    name: "nothing in a file that is there",
    paths: `  /bad: { get: { ${answer("a.yaml#/No")} } }`,
    others: { "a.yaml": "A: {}" },
    refused: ["ref-dangling"],
  },
  {
    name: "nothing, in a file that is there and is needed",
    paths: `  /bad: { get: { ${answer("a.yaml#/A")} } }`,
    others: { "a.yaml": 'A: { properties: { b: { $ref: "#/No" } } }\n' },
    refused: ["ref-dangling"],
  },
  { name: "a path that is in a file that is not there", paths: "  /bad: { $ref: no.yaml }", refused: ["source-missing"] },
  {
    name: "a list for a map",
    paths: `  /bad: { get: { responses: [] } }`,
    refused: ["wrong-type"],
  },
  { name: "a list for an operation", paths: "  /bad: { get: [] }", refused: ["wrong-type"] },
  { name: "a list for a path", paths: "  /bad: []", refused: ["wrong-type"] },
  {
    name: "what the operations of a path share",
    paths: `  /bad: { parameters: [{ $ref: "#/components/parameters/No" }], get: { ${ok} } }`,
    refused: ["ref-dangling"],
  },
  {
    name: "an operation beside a good one",
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
    name: "two paths that are the same",
    paths: `  /bad/{a}: { get: { ${ok} } }\n  /bad/{b}: { get: { ${ok} } }`,
    exclude: "path:/bad/{b}",
    notes: [],
    refused: ["path-duplicate"],
  },
  { name: "a path that is none", paths: `  bad: { get: { ${ok} } }`, exclude: "path:bad", notes: [], refused: ["path-invalid"] },
];

describe("what is broken and left out is a note, what is broken and asked for is refused", () => {
  test.each(rows)("$name", async ({ paths, more = "", others, exclude = "path:/bad", refused, notes = refused }) => {
    const text = `${head}paths:\n  /good: { get: { ${ok} } }\n${paths}\n${more}\n`;
    expect(await part(text, ["path:/good"], [], others)).toEqual({ left: ["GET /good"], notes });
    const left = (await part(text, [], [exclude], others)).left;
    expect(left.filter((operation) => operation !== "GET /other" && operation !== "GET /bad/{a}")).toEqual(["GET /good"]);
    expect((await part(text, ["path:**"], [], others)).left).toEqual(refused);
  });
});

test("a model that nothing needs may be broken", async () => {
  const text = `${head}paths: { /good: { get: { ${ok} } } }\ncomponents: { schemas: { A: { $ref: "#/No" }, B: [] } }\n`;
  expect(await part(text, ["path:/good"], [])).toEqual({ left: ["GET /good"], notes: ["ref-dangling", "wrong-type"] });
});

test("a variant that only says so itself is needed by whoever needs its base", async () => {
  const schemas = `Base: { type: object, discriminator: { propertyName: kind }, properties: { kind: { type: string } } }, Variant: { allOf: [{ $ref: "#/components/schemas/Base" }, { $ref: "#/No" }] }`;
  const text = `${head}paths: { /good: { get: { ${ok} } }, /bad: { get: { ${answer("#/components/schemas/Base")} } } }\ncomponents: { schemas: { ${schemas} } }\n`;
  expect((await part(text, ["path:/bad"], [])).left).toEqual(["ref-dangling"]);
  expect((await part(text, ["path:/good"], [])).left).toEqual(["GET /good"]);
});

test("what no selection can leave out is refused", async () => {
  expect((await part(`${head}paths: { /good: { get: { ${ok} } } }\ncomponents: []\n`, ["path:/good"], [])).left).toEqual([
    "wrong-type",
  ]);
});

test("the same in Swagger 2.0", async () => {
  const text = `swagger: "2.0"\ninfo: { title: t, version: "1" }\npaths:
  /good: { get: { responses: { 200: { description: d, schema: { $ref: "#/definitions/A" } } } } }
  /bad: { get: { parameters: [{ name: p }], responses: { 200: { description: d, schema: { $ref: "#/definitions/No" } } } } }
definitions: { A: { type: object } }\n`;
  expect(await part(text, [], ["path:/bad"])).toEqual({ left: ["GET /good"], notes: ["ref-dangling", "missing-field"] });
  expect((await part(text, ["path:**"], [])).left).toEqual(["ref-dangling", "missing-field"]);
});
