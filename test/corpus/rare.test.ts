import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { generate } from "../../generator/generate.js";
import { readText } from "../../generator/load/read/read-text.js";
import { referencedDocumentReader } from "../../generator/load/read/read-referenced.js";
import type { SourceText } from "../../generator/load/documents/source.js";
import { readTemplates } from "../../generator/load/read/read-templates.js";
import type { Files } from "../../generator/files.js";
import { withReadme } from "./prove.js";
import { typeCheck } from "./type-check.js";

/** What published descriptions hardly use, or get wrong in ways of their own: each becomes a package, and what it cannot honour is named. */
const descriptions: readonly { readonly file: string; readonly warnings: Readonly<Record<string, number>> }[] = [
  // Circles through `allOf` and `oneOf` alone, a mapping to nothing, a `$dynamicRef` with two ends.
  { file: "schemas.yaml", warnings: { unsupported: 5 } },
  { file: "names.yaml", warnings: { "name-taken": 11, "path-parameter-repeated": 1 } },
  // A header of an open part, a callback of a callback, links to nowhere, digest, a body of any kind beside JSON.
  { file: "operations.yaml", warnings: { unsupported: 6, "name-taken": 2 } },
  // TRACE; `COPY` beside `Copy`.
  { file: "methods.yaml", warnings: { unsupported: 1, "name-taken": 1 } },
  { file: "split/openapi.yaml", warnings: {} },
];

/** Each schema of `schemas.yaml` and `names.yaml` is both sent and received. */
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
  const told = new Map<string, Readonly<Record<string, number>>>();

  beforeAll(async () => {
    const templates = await readTemplates();
    for (const { file } of descriptions) {
      const description = withOperations(await readText(path.join(import.meta.dirname, "rare", file)));
      const options = { name: path.dirname(file) === "." ? path.parse(file).name : path.dirname(file), version: "1.0.0" };
      const readReferenced = referencedDocumentReader(description.name, []);
      const { files, diagnostics } = await generate({ description, overlays: [], readReferenced, templates, options });
      const codes = diagnostics.flatMap(({ severity, code }) => (severity === "note" ? [] : [code]));
      told.set(file, Object.fromEntries(codes.map((code) => [code, codes.filter((other) => other === code).length])));
      packages.set(options.name, withReadme(files));
    }
  });

  test.each(descriptions)("$file: what it cannot honour is named, and nothing is refused", ({ file, warnings }) => {
    expect(told.get(file)).toEqual(warnings);
  });

  test.each(["with DOM", "with Node"] as const)("compile under the strictest flags %s, their READMEs included", (platform) => {
    expect(typeCheck(packages, platform)).toEqual([]);
  });

  test("a description of many files is one package, whose models have the names of their files and anchors", () => {
    const models = packages.get("split")?.get("src/models.ts") ?? "";
    const names = [...models.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name);
    expect(names).toEqual(["Event", "Kind", "Leaf", "Problem", "SizeInMetresSizeInM", "Tree", "Twig"]);
    expect(models).toContain("twigs?: Twig[];");
    expect(models).toContain("parent?: Tree;");
  });
});
