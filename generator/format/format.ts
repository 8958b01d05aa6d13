import { format, type Options } from "prettier";
import type { Files } from "../files.js";

/** Nothing but these options decides: no configuration of the machine is read. */
const layout: Options = {
  printWidth: 100,
  endOfLine: "lf",
  proseWrap: "preserve",
  plugins: [],
};

/** Which parser a file is for, by how its name ends; a file of another kind stays as it is. */
const kinds: readonly (readonly [ending: string, options: Options])[] = [
  [".ts", { parser: "typescript", embeddedLanguageFormatting: "off" }],
  [".json", { parser: "json" }],
  // The code of a README is the generator's own.
  [".md", { parser: "markdown", embeddedLanguageFormatting: "auto", printWidth: 88 }],
];

/** The last hand on every file. */
export async function formatFiles(files: Files): Promise<Files> {
  const formatted = await Promise.all([...files].map(async ([path, text]) => [path, await formatFile(path, text)] as const));
  return new Map(formatted);
}

async function formatFile(path: string, text: string): Promise<string> {
  const kind = kinds.find(([ending]) => path.endsWith(ending));
  // Without the name the parser would search each text for JSX.
  return kind === undefined ? text : format(text, { ...layout, ...kind[1], filepath: path });
}
