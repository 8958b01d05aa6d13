import { format, type Options } from "prettier";
import type { Files } from "../files.js";

/** The options for all files; no configuration file is read. */
const sharedOptions: Options = {
  printWidth: 100,
  endOfLine: "lf",
  proseWrap: "preserve",
  plugins: [],
};

/** Options by file extension; other files stay unchanged. */
const optionsByExtension: readonly (readonly [extension: string, options: Options])[] = [
  [".ts", { parser: "typescript", embeddedLanguageFormatting: "off" }],
  [".json", { parser: "json" }],
  // Code in a README comes from the generator, so it can be formatted.
  [".md", { parser: "markdown", embeddedLanguageFormatting: "auto", printWidth: 88 }],
];

/** Formats all files of a package. */
export async function formatFiles(files: Files): Promise<Files> {
  const formatted = await Promise.all([...files].map(async ([path, text]) => [path, await formatFile(path, text)] as const));
  return new Map(formatted);
}

async function formatFile(path: string, text: string): Promise<string> {
  const found = optionsByExtension.find(([extension]) => path.endsWith(extension));
  // Without `filepath`, prettier would search each text for JSX.
  return found === undefined ? text : format(text, { ...sharedOptions, ...found[1], filepath: path });
}
