import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, parse } from "node:path";
import type { Files } from "../../generator/files.js";
import { generate } from "../../generator/generate.js";
import { readTemplates } from "../../generator/load/read/read-templates.js";
import { readText } from "../../generator/load/read/read-text.js";

interface Sources {
  readonly description: string;
  readonly overlays: readonly string[];
}

const root = join(import.meta.dirname, "../..");

/** These packages are built with `npm run build` and have consumers. Between them they have every kind of entry point. */
export const builtPackages: readonly Sources[] = [
  { description: "spec/partner-clients.openapi.yaml", overlays: ["spec/partner-clients.overlay.yaml"] },
  { description: "test/snapshots/shop.yaml", overlays: ["test/snapshots/shop.overlay.yaml"] },
];

/** The sources of these packages are type-checked. Between them they have every shape of types and functions that is generated. */
export const checkedPackages: readonly Sources[] = [
  "test/corpus/rare/methods.yaml",
  "test/corpus/rare/names.yaml",
  "test/corpus/rare/operations.yaml",
  "test/corpus/rare/schemas.yaml",
  "test/emit/answers.yaml",
  "test/emit/incoming.yaml",
  "test/emit/inspected.yaml",
  "test/emit/shop.yaml",
  "test/emit/trouble.yaml",
].map((description) => ({ description, overlays: [] }));

/** Writes the files of a package into a folder with its name, and returns the name. */
export async function writePackage(folder: string, { description, overlays }: Sources): Promise<string> {
  const name = parse(description).name.replaceAll(".", "-");
  const read = (file: string) => readText(join(root, file));
  const { files, diagnostics } = await generate({
    description: await read(description),
    overlays: await Promise.all(overlays.map(read)),
    templates: await readTemplates(),
    options: { name, version: "1.0.0", license: "MIT", entries: ["openapi"] },
  });
  if (files.size === 0) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  write(join(folder, name), files);
  return name;
}

function write(folder: string, files: Files): void {
  for (const [file, text] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}
