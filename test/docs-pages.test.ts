import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { typeErrors } from "./emit/compile.js";
import { packageOf } from "./emit/package-of.js";
import { fencesOf } from "./package/fences.js";

/** Pages whose examples use a package of their own: the one generated from the first YAML block of the page. */
const pages = [
  {
    page: "requests.md",
    head: 'import { Sample as Archive } from "@example/sample";\nconst archive = new Archive();\nvoid archive;\n',
  },
  { page: "webhooks.md", head: "" },
];

test.each(pages)("the examples of docs/$page compile against the package of its description", async ({ page, head }) => {
  const fences = fencesOf(readFileSync(join(import.meta.dirname, "../docs", page), "utf8"));
  const [description] = fences.filter(({ language }) => language === "yaml");
  const examples = fences.filter(({ language }) => language === "ts");
  const { files, reported } = await packageOf(description?.code ?? "");
  const modules = examples.map(({ code }, index) => [`example-${index}.ts`, `${head}${code}\nexport {};\n`] as const);
  expect(reported).toEqual([]);
  expect(examples.length).toBeGreaterThan(2);
  expect(typeErrors(files, new Map(modules))).toEqual([]);
});
