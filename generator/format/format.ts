import { format, type Options } from "prettier";
import type { Files } from "../options.js";

/** Nothing but these options decides: no configuration of the machine is read, and no text within another is touched. */
const layout: Options = {
  printWidth: 100,
  endOfLine: "lf",
  proseWrap: "preserve",
  embeddedLanguageFormatting: "off",
  plugins: [],
};

/** Which parser a file is for, by how its name ends; a file of another kind stays as it is. */
const parsers: readonly (readonly [ending: string, parser: NonNullable<Options["parser"]>])[] = [
  [".ts", "typescript"],
  [".json", "json"],
  [".md", "markdown"],
];

/** The last hand on every file. */
export async function formatFiles(files: Files): Promise<Files> {
  const formatted = await Promise.all([...files].map(async ([path, text]) => [path, await formatFile(path, text)] as const));
  return new Map(formatted);
}

async function formatFile(path: string, text: string): Promise<string> {
  const parser = parsers.find(([ending]) => path.endsWith(ending))?.[1];
  return parser === undefined ? text : format(text, { ...layout, parser });
}
