import { diffArrays } from "diff";
import { format, type Options } from "prettier";
import { formatFiles } from "../../generator/format/format.js";
import type { Files } from "../../generator/files.js";

/** Lines that prettier and oxfmt lay out differently. */
export interface LayoutDifference {
  readonly path: string;
  readonly prettier: readonly string[];
  readonly oxfmt: readonly string[];
}

/** The differences that are allowed. */
export const allowedDifferences: readonly {
  readonly name: string;
  readonly allows: (difference: LayoutDifference) => boolean;
}[] = [
  {
    // prettier 3.10 moves a union that is too long for its line to the next line, if it fits there. oxfmt gives each member a line.
    name: "a union that fits on the next line",
    allows: ({ prettier, oxfmt }) =>
      prettier.length === 1 &&
      oxfmt.length > 1 &&
      oxfmt.every((line) => /^ *\| /.test(line)) &&
      trimmed(prettier) === trimmed(oxfmt).replace("| ", ""),
  },
];

const options: Options = { printWidth: 100, endOfLine: "lf", proseWrap: "preserve", plugins: [] };

const optionsByExtension: readonly (readonly [extension: string, options: Options])[] = [
  [".ts", { parser: "typescript", embeddedLanguageFormatting: "off" }],
  [".json", { parser: "json" }],
  [".md", { parser: "markdown", embeddedLanguageFormatting: "auto", printWidth: 88 }],
];

/** Formats files with both formatters, and returns where they differ. */
export async function compareLayouts(files: Files): Promise<readonly LayoutDifference[]> {
  const formatted = await formatFiles(files);
  const differences: LayoutDifference[] = [];
  for (const [path, text] of files) {
    const [, own] = optionsByExtension.find(([extension]) => path.endsWith(extension)) ?? [];
    const expected = own === undefined ? text : await format(text, { ...options, ...own, filepath: path });
    differences.push(...differingLines(path, expected, formatted.get(path) ?? ""));
  }
  return differences;
}

function differingLines(path: string, prettier: string, oxfmt: string): readonly LayoutDifference[] {
  if (prettier === oxfmt) return [];
  const differences: { path: string; prettier: string[]; oxfmt: string[] }[] = [];
  let equal = true;
  for (const { added, removed, value } of diffArrays(prettier.split("\n"), oxfmt.split("\n"))) {
    if (equal && (added || removed)) differences.push({ path, prettier: [], oxfmt: [] });
    equal = !added && !removed;
    if (added) differences.at(-1)?.oxfmt.push(...value);
    if (removed) differences.at(-1)?.prettier.push(...value);
  }
  return differences;
}

/** The differences that are not allowed. */
export function forbidden(differences: readonly LayoutDifference[]): readonly LayoutDifference[] {
  return differences.filter((difference) => !allowedDifferences.some(({ allows }) => allows(difference)));
}

function trimmed(lines: readonly string[]): string {
  return lines.map((line) => line.trim()).join(" ");
}
