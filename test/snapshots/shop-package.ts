import { readFileSync } from "node:fs";
import path from "node:path";
import { generate } from "../../generator/generate.js";
import { readTemplates } from "../../generator/load/read/read-templates.js";
import type { Files } from "../../generator/files.js";

/** The folder of the accepted package. */
export const accepted = path.join(import.meta.dirname, "shop");

/** The package of the shop as it is generated now, including the files copied from `templates/runtime/`. */
export async function shopPackage(): Promise<Files> {
  const textOf = (name: string) => ({ name, text: readFileSync(path.join(import.meta.dirname, name), "utf8") });
  const { files, diagnostics } = await generate({
    description: textOf("shop.yaml"),
    overlays: [textOf("shop.overlay.yaml")],
    templates: await readTemplates(),
    options: { name: "shop", version: "1.0.0", license: "MIT", entries: ["openapi"] },
  });
  const reported = diagnostics.filter(({ severity }) => severity !== "note");
  if (reported.length > 0) throw new Error(reported.map(({ message }) => message).join("\n"));
  return files;
}

/** Leaves out the runtime, which is the same in every package and would change this one with each of its changes. */
export function ownFiles(files: Files): Files {
  return new Map([...files].filter(([file]) => !file.startsWith("src/runtime/") || file === "src/runtime/api.ts"));
}
