import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { generate } from "../../generator/generate.js";
import { readText } from "../../generator/load/read/read-text.js";
import { referencedDocumentReader } from "../../generator/load/read/read-referenced.js";
import type { SourceText } from "../../generator/load/documents/source.js";
import { readTemplates } from "../../generator/load/read/read-templates.js";
import type { Files } from "../../generator/files.js";
import { withReadme } from "./check-description.js";
import { typeCheck } from "./type-check.js";

/** Rarely used features and unusual mistakes: each description becomes a package, with a warning for everything unsupported. */
const descriptions: readonly { readonly file: string; readonly warnings: Readonly<Record<string, number>> }[] = [
  // Cycles through `allOf` and `oneOf` only, a discriminator mapping to a missing schema, a `$dynamicRef` with two possible targets.
  { file: "schemas.yaml", warnings: { unsupported: 5 } },
  { file: "names.yaml", warnings: { "name-taken": 11, "path-parameter-repeated": 1 } },
  // Headers of a part without a schema, a callback within a callback, dangling links, HTTP Digest, `*/*` beside JSON.
  { file: "operations.yaml", warnings: { unsupported: 7, "name-taken": 2 } },
  // TRACE; `COPY` beside `Copy`.
  { file: "methods.yaml", warnings: { unsupported: 1, "name-taken": 1, "operation-empty": 1 } },
  { file: "split/openapi.yaml", warnings: {} },
  // One file for each operation and schema, with references where OpenAPI allows none, and into the middle of other files and back.
  { file: "owners/openapi.yaml", warnings: { "path-parameter-undeclared": 1 } },
];

/** Adds operations that send and receive each schema of `schemas.yaml` and `names.yaml`. */
function withOperations({ name, text }: SourceText): SourceText {
  if (!/(schemas|names)\.yaml$/.test(name)) return { name, text };
  const description = parse(text) as { paths: object; components: { schemas: object } };
  const operations = Object.keys(description.components.schemas).map((schema, index) => {
    const $ref = `#/components/schemas/${schema.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const content = { "application/json": { schema: { $ref } } };
    const put = { operationId: `put${index}`, requestBody: { content }, responses: { 200: { description: "OK", content } } };
    return [`/things/${index}`, { put }] as const;
  });
  return { name, text: JSON.stringify({ ...description, paths: { ...description.paths, ...Object.fromEntries(operations) } }) };
}

describe("rare descriptions", () => {
  const packages = new Map<string, Files>();
  const warningsOf = new Map<string, Readonly<Record<string, number>>>();

  beforeAll(async () => {
    const templates = await readTemplates();
    for (const { file } of descriptions) {
      const description = withOperations(await readText(path.join(import.meta.dirname, "rare", file)));
      const options = {
        name: path.dirname(file) === "." ? path.parse(file).name : path.dirname(file),
        version: "1.0.0",
        entries: ["openapi"] as const,
      };
      const readReferenced = referencedDocumentReader(description.name, []);
      const { files, diagnostics } = await generate({ description, overlays: [], readReferenced, templates, options });
      const codes = diagnostics.flatMap(({ severity, code }) => (severity === "note" ? [] : [code]));
      warningsOf.set(file, Object.fromEntries(codes.map((code) => [code, codes.filter((other) => other === code).length])));
      packages.set(options.name, withReadme(files));
    }
  });

  test.each(descriptions)("$file: unsupported parts give warnings, and nothing is refused", ({ file, warnings }) => {
    expect(warningsOf.get(file)).toEqual(warnings);
  });

  test.each(["with DOM", "with Node"] as const)("compile under the strictest flags %s, their READMEs included", (platform) => {
    expect(typeCheck(packages, platform)).toEqual([]);
  });

  test("references where OpenAPI allows none are followed: nothing is lost", () => {
    const files = packages.get("owners");
    const names = [...(files?.get("src/models.ts") ?? "").matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name);
    expect(names).toEqual(["Order", "OrderPage", "Order_line", "Order_status", "Problem", "XSchemasProblem"]);
    const parameters =
      /export interface OrdersListParams \{[\s\S]*?\n\}/.exec(files?.get("src/operations/orders.ts") ?? "")?.[0] ?? "";
    for (const name of ["X-Tenant", "page", "size", "status"]) expect(parameters).toContain(name);
  });

  test("a description of several files becomes one package, with models named after files and anchors", () => {
    const models = packages.get("split")?.get("src/models.ts") ?? "";
    const names = [...models.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name);
    expect(names).toEqual(["Event", "Kind", "Leaf", "Problem", "SizeInMetresSizeInM", "Tree", "Twig"]);
    expect(models).toContain("twigs?: Twig[];");
    expect(models).toContain("parent?: Tree;");
  });
});
