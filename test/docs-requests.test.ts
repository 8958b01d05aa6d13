import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { typeErrors } from "./emit/compile.js";
import { packageOf } from "./emit/package-of.js";
import { fencesOf } from "./package/fences.js";

/** The page about requests needs parameters and bodies that the package of this repository lacks: its examples call that of its own description. */
test("the examples of docs/requests.md compile against the package of its description", async () => {
  const fences = fencesOf(readFileSync(join(import.meta.dirname, "../docs/requests.md"), "utf8"));
  const [description] = fences.filter(({ language }) => language === "yaml");
  const examples = fences.filter(({ language }) => language === "ts");
  const { files, reported } = await packageOf(description?.code ?? "");
  const head = 'import { Sample as Archive } from "@example/sample";\nconst archive = new Archive();\n';
  const modules = examples.map(({ code }, index) => [`example-${index}.ts`, `${head}${code}\nexport { archive };\n`] as const);
  expect(reported).toEqual([]);
  expect(examples.length).toBeGreaterThan(3);
  expect(typeErrors(files, new Map(modules))).toEqual([]);
});
