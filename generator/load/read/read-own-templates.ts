import { readdirSync } from "node:fs";
import { join } from "node:path";
import { refuse } from "../../diagnostics.js";
import type { SourceText } from "../documents/source.js";
import { readText } from "./read-text.js";

/** The folder that a folder of templates has for the README's. */
const readmeFolder = "readme";

/**
 * The templates in a folder of the user, by their paths below it. Files with other endings are none.
 *
 * @throws Refusal - `source-missing`, `source-unreadable`, `template-unknown`.
 */
export async function readOwnTemplates(folder: string): Promise<ReadonlyMap<string, SourceText>> {
  const paths = [
    ...namesIn(folder, folder),
    ...namesIn(join(folder, readmeFolder), folder).map((name) => `${readmeFolder}/${name}`),
  ];
  const templates = paths.filter((path) => path.endsWith(".hbs")).sort();
  if (templates.length === 0)
    refuse("template-unknown", { source: folder }, "There are no templates in this folder.", {
      help: `Templates of the README lie in its folder \`${readmeFolder}\`: docs/templates.md lists their names.`,
    });
  const texts = templates.map(async (path) => [path, await readText(join(folder, path))] as const);
  return new Map(await Promise.all(texts));
}

/** The files in a folder; none where only the folder for the README's templates is absent. */
function namesIn(path: string, folder: string): readonly string[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (path !== folder && code === "ENOENT") return [];
    if (code === "ENOENT") refuse("source-missing", { source: path }, "There is no such folder.");
    if (code === "ENOTDIR") refuse("source-unreadable", { source: path }, "This is not a folder.");
    refuse("source-unreadable", { source: path }, `The folder cannot be read: ${String(code)}.`);
  }
}
