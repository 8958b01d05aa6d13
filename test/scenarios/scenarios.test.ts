import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../generator/diagnostics.js";
import { emitModels } from "../../generator/emit/types/model-declarations.js";
import { createPackageTypes } from "../../generator/emit/types/package-types.js";
import { formatFiles } from "../../generator/format/format.js";
import { parse } from "../../generator/load/parse/parse.js";
import { buildApi } from "../../generator/model/build-api.js";
import { planPackage } from "../../generator/plan/plan.js";
import { resolve } from "../../generator/resolve/resolve.js";
import { typeErrors } from "../emit/compile.js";

interface Scenario {
  readonly title: string;
  readonly schemas: string;
  readonly want: string;
}

const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith(".md") && file !== "README.md");

/** The sections of a file: the title, the schemas, and the expected models. */
function scenarios(file: string): readonly Scenario[] {
  const text = readFileSync(`${import.meta.dirname}/${file}`, "utf8");
  const sections = text.split(/^## /m).slice(1);
  return sections.map((section) => ({
    title: section.split("\n")[0] ?? "",
    schemas: /^```yaml\n([\s\S]*?)^```$/m.exec(section)?.[1] ?? "",
    want: /^(`{3,})ts\n([\s\S]*?)^\1$/m.exec(section)?.[2] ?? "",
  }));
}

/** A description that uses each schema in a request and a response. */
function description(schemas: string): string {
  const names = [...schemas.matchAll(/^([A-Za-z]+):/gm)].map(([, name]) => name ?? "");
  const content = (name: string) => `content: { application/json: { schema: { $ref: "#/components/schemas/${name}" } } }`;
  const paths = names.map(
    (name) =>
      `  /${name}: { put: { requestBody: { ${content(name)} }, responses: { "200": { description: Done., ${content(name)} } } } }`,
  );
  const indented = schemas.replace(/^(?=.)/gm, "    ");
  return `openapi: 3.1.0\ninfo: { title: Scenario, version: "1" }\npaths:\n${paths.join("\n")}\ncomponents:\n  schemas:\n${indented}`;
}

async function models(schemas: string): Promise<string> {
  const errors: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => {
    if (diagnostic.severity === "error") errors.push(diagnostic);
  };
  const resolved = resolve(parse({ name: "scenario.yaml", text: description(schemas) }, report), [], report);
  const plan = planPackage(buildApi(resolved, report), { name: "scenario", version: "1.0.0" }, report);
  expect(errors).toEqual([]);
  const formatted = await formatFiles(new Map([["models.ts", emitModels(plan, createPackageTypes(plan)).text]]));
  return (formatted.get("models.ts") ?? "").replace(/^\/\* .*? \*\/\n+/, "");
}

describe.each(files)("%s", (file) => {
  test.each(scenarios(file))("$title", async ({ schemas, want }) => {
    expect(schemas).not.toBe("");
    expect(await models(schemas)).toBe(want);
  });
});

test("the expected models compile", () => {
  const wanted = files.flatMap((file) => scenarios(file).map(({ want }, index) => [`src/${file}-${index}.ts`, want] as const));
  const runtime = "runtime/bodies/unknown-variant.ts";
  const unknown = readFileSync(`${import.meta.dirname}/../../templates/${runtime}`, "utf8");
  expect(typeErrors(new Map([...wanted, [`src/${runtime}`, unknown]]))).toEqual([]);
});
