import { readFileSync } from "node:fs";
import path from "node:path";
import { generate } from "../../generator/generate.js";
import { readTemplates } from "../../generator/load/read/read-templates.js";
import type { Files } from "../../generator/files.js";

/** Where the package is kept as it was accepted. */
export const accepted = path.join(import.meta.dirname, "shop");

/** The package of the shop as it is generated now, with the files that stand in it as they stand in `templates/runtime/`. */
export async function shopPackage(): Promise<Files> {
  const textOf = (name: string) => ({ name, text: readFileSync(path.join(import.meta.dirname, name), "utf8") });
  const { files, diagnostics } = await generate({
    description: textOf("shop.yaml"),
    overlays: [textOf("shop.overlay.yaml")],
    templates: await readTemplates(),
    options: { name: "shop", version: "1.0.0", license: "MIT" },
  });
  const told = diagnostics.filter(({ severity }) => severity !== "note");
  if (told.length > 0) throw new Error(told.map(({ message }) => message).join("\n"));
  return files;
}

/** What is written for this package alone: the runtime is the same in every package, and would change here with every change of it. */
export function ownFiles(files: Files): Files {
  return new Map([...files].filter(([file]) => !file.startsWith("src/runtime/") || file === "src/runtime/api.ts"));
}
