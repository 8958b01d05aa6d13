import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Files } from "../generator/files.js";
import { generate } from "../generator/generate.js";
import { readTemplates } from "../generator/load/read/read-templates.js";
import { typeErrors } from "./emit/compile.js";
import { fencesOf } from "./package/fences.js";

/** In docs/mend.md, the first block is a description; after it, each overlay is followed by an example that needs it. */
const fences = fencesOf(readFileSync(join(import.meta.dirname, "../docs/mend.md"), "utf8"));
const [description, ...overlays] = fences.filter(({ language }) => language === "yaml").map(({ code }) => code);
const examples = fences.filter(({ language }) => language === "ts").map(({ code }) => code);

const head = `import { Sample as Archive } from "@example/sample";
declare const archive: Archive;
declare const process: { env: Record<string, string | undefined> };
void [archive, Archive, process];
`;

async function generated(used: readonly string[]): Promise<Files> {
  const { files, diagnostics } = await generate({
    description: { name: "archive.yaml", text: description ?? "" },
    overlays: used.map((text, index) => ({ name: `overlay-${index}.yaml`, text })),
    templates: await readTemplates(),
    options: { name: "@example/sample", version: "1.0.0" },
  });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return files;
}

/** The errors of each example, in order. */
function errorsOf(files: Files): readonly (readonly string[])[] {
  const modules = examples.map((code, index) => [`example-${index}.ts`, `${head}${code}\nexport {};\n`] as const);
  const errors = typeErrors(files, new Map(modules));
  return examples.map((_, index) => errors.filter((error) => error.startsWith(`/package/example-${index}.ts`)));
}

describe("the examples of docs/mend.md", () => {
  let without: readonly (readonly string[])[] = [];
  let mended: readonly (readonly string[])[] = [];

  beforeAll(async () => {
    without = errorsOf(await generated([]));
    mended = errorsOf(await generated(overlays));
  });

  test("are as many as the overlays", () => {
    expect(examples).toHaveLength(overlays.length);
    expect(examples.length).toBeGreaterThan(6);
  });

  test.each(examples.map((code, index) => ({ code, index })))(
    "compile with their overlay, and not without: $code",
    ({ index }) => {
      expect(mended[index]).toEqual([]);
      expect(without[index]).not.toEqual([]);
    },
  );

  test.each(overlays.map((overlay, index) => ({ overlay, index })))(
    "overlay $index can be applied alone",
    async ({ overlay }) => {
      expect((await generated([overlay])).size).toBeGreaterThan(0);
    },
  );
});
