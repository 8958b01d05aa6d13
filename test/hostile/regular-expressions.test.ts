import { checkSync } from "recheck";
import { describe, expect, test } from "vitest";
import ts from "typescript";
import { resolveLocation } from "../../generator/load/documents/location.js";
import { generate } from "../../generator/generate.js";
import { readTemplates } from "../../generator/load/read/read-templates.js";
import { sourcesBelow, text } from "../architecture/source-files.js";

/** No regular expression of the generator or of the runtime takes more than linear time, whatever it is applied to. */

interface Literal {
  readonly path: string;
  readonly source: string;
  readonly flags: string;
}

/** Every regular expression literal of a file, found by the parser of TypeScript. */
function literalsOf(path: string): readonly Literal[] {
  const found: Literal[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      found.push({ path, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text(path), ts.ScriptTarget.ESNext, true));
  return found;
}

const literals = ["generator", "templates"].flatMap(sourcesBelow).flatMap(literalsOf);

/** What recheck finds against an expression: a text that takes more than linear time. Undefined if there is none. */
function attackOn({ source, flags }: Literal): string | undefined {
  const result = checkSync(source, flags, { timeout: 60_000 });
  if (result.status === "safe") return undefined;
  return result.status === "vulnerable" ? result.attack.pattern : "not judged";
}

test("every regular expression takes linear time", { timeout: 300_000 }, () => {
  const judged = new Map(literals.map((literal) => [`/${literal.source}/${literal.flags}`, literal]));
  const vulnerable = [...judged].flatMap(([name, literal]) => {
    const attack = attackOn(literal);
    return attack === undefined ? [] : [{ path: literal.path, name, attack }];
  });
  expect(vulnerable).toEqual([]);
  expect(judged.size).toBeGreaterThan(200);
});

test("the judge recognizes expressions that were in use", () => {
  const former: readonly string[] = ["\\/+$", "\\?.*$", "#.*$", "(?:-resource)+$", "\\s*;\\s*charset=[^;]*"];
  expect(former.filter((source) => attackOn({ path: "", source, flags: "" }) === undefined)).toEqual([]);
});

const long = 200_000;
const templates = await readTemplates();

function descriptionWith({ url = "https://a.example", reference = "#/components/schemas/A", id = "a" }): string {
  const content = { "application/json": { schema: { $ref: reference } } };
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    servers: [{ url }],
    paths: { "/a": { get: { responses: { 200: { description: "Done.", content } } } } },
    components: { schemas: { A: { $id: id, type: "object" } } },
  });
}

describe("a long text takes no time", () => {
  test.each<{ name: string; given: Parameters<typeof descriptionWith>[0] }>([
    { name: "a server URL of slashes", given: { url: `https://a.example/${"/".repeat(long)}a` } },
    { name: "a `$ref` of question marks and a line end", given: { reference: `${"?".repeat(long)}\n` } },
    { name: "an `$id` of number signs and a line end", given: { id: `${"#".repeat(long)}\na` } },
  ])("$name", async ({ given }) => {
    const started = performance.now();
    const readReferenced = () => Promise.resolve({ name: "b.json", text: "{}" });
    const description = { name: "a.json", text: descriptionWith(given) };
    await generate({ description, overlays: [], templates, readReferenced, options: { name: "a", version: "1.0.0" } });
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

test("the query of a reference is dropped, even if it contains a line end", () => {
  expect(resolveLocation("folder/a.yaml", "b.yaml?c\nd?e")).toBe("folder/b.yaml");
});
