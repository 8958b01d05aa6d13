import type { FormatConfig } from "oxfmt";
import { refuse } from "../diagnostics.js";
import type { EmittedFiles } from "../emit/emit.js";
import type { Files } from "../files.js";
import { compareStrings } from "../model/reading/order.js";

/** The options for all files; no configuration file is read. Nothing is sorted, and comments stay as they are. */
const sharedOptions: FormatConfig = {
  printWidth: 100,
  endOfLine: "lf",
  proseWrap: "preserve",
  sortPackageJson: false,
  sortImports: false,
  jsdoc: false,
};

/** The options by file extension, and the name by which oxfmt knows the language; other files stay unchanged. */
const layouts: readonly { readonly extension: string; readonly name: string; readonly options: FormatConfig }[] = [
  // `.mts`, since oxfmt takes a `.ts` file without imports for a script, in which `for await` is an error.
  { extension: ".ts", name: "module.mts", options: { embeddedLanguageFormatting: "off" } },
  // Not the file's own name: oxfmt lays `package.json` out by other rules.
  { extension: ".json", name: "data.json", options: {} },
  { extension: ".md", name: "page.md", options: { embeddedLanguageFormatting: "auto", printWidth: 88 } },
];

/** The first line of a block of TypeScript in Markdown. */
const codeBlockStart = /^(`{3,})(m?ts)$/gm;

/** How many files are laid out at the same time: oxfmt takes many times the size of a file while it does, so more would be the peak of a run. */
const concurrency = 2;

/** What is used of oxfmt. */
export interface Formatter {
  readonly format: (
    fileName: string,
    text: string,
    options: FormatConfig,
  ) => Promise<{ readonly code: string; readonly errors: readonly { readonly message: string }[] }>;
}

/** Files as they were printed and as they were laid out, by path. A process that generates again lays out only what has changed. */
export type FormattedFiles = Map<string, { readonly printed: string; readonly formatted: string }>;

/**
 * The files of a package as they are written, sorted by path.
 *
 * @param known - Of the last run for the same package in this process; those of this run are in it afterwards.
 */
export async function formatPackage(
  { printed, copied }: EmittedFiles,
  known: FormattedFiles = new Map(),
  onStage: (stage: string) => void = () => undefined,
): Promise<Files> {
  const before = new Map(known);
  const changed = new Map([...printed].filter(([path, text]) => before.get(path)?.printed !== text));
  const formatted =
    changed.size === 0
      ? changed
      : await formatFiles(changed, undefined, (done) => onStage(`Laying out ${done} of ${changed.size} files`));
  known.clear();
  for (const [path, text] of printed)
    known.set(path, { printed: text, formatted: formatted.get(path) ?? before.get(path)?.formatted ?? "" });
  const texts = [...known].map(([path, file]) => [path, file.formatted] as const);
  return new Map([...copied, ...texts].sort(([a], [b]) => compareStrings(a, b)));
}

/**
 * Formats all files of a package.
 *
 * @throws Refusal - `formatter-missing`. There is no other formatter to fall back on: it would lay files out differently.
 */
export async function formatFiles(
  files: Files,
  load: () => Promise<Formatter> = () => import("oxfmt"),
  onFile: (done: number) => void = () => undefined,
): Promise<Files> {
  const formatter = await loadFormatter(load);
  const formatted = new Map<string, string>();
  const waiting = [...files].reverse();
  const work = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [path, text] = next;
      formatted.set(path, await formatFile(formatter, path, text));
      onFile(formatted.size);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return new Map([...files.keys()].map((path) => [path, formatted.get(path) ?? ""]));
}

async function formatFile(formatter: Formatter, path: string, text: string): Promise<string> {
  const layout = layouts.find(({ extension }) => path.endsWith(extension));
  if (layout === undefined) return text;
  const given = layout.extension === ".md" ? text.replace(codeBlockStart, "$1mts") : text;
  const { code, errors } = await formatter.format(layout.name, given, { ...sharedOptions, ...layout.options });
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path} cannot be formatted: ${error.message}`);
  return layout.extension === ".md" ? withLanguages(code, text) : code;
}

/** Code in a README was formatted as `mts`, as modules are: this gives the blocks back the languages that they have in `original`. */
function withLanguages(formatted: string, original: string): string {
  const languages = [...original.matchAll(codeBlockStart)].map(([, , language = ""]) => language);
  let index = 0;
  return formatted.replace(codeBlockStart, (_, fence: string) => fence + (languages[index++] ?? "ts"));
}

/** Loads oxfmt and its native binding, which it loads at the first call. */
async function loadFormatter(load: () => Promise<Formatter>): Promise<Formatter> {
  try {
    const formatter = await load();
    await formatter.format("module.mts", "", sharedOptions);
    return formatter;
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split(". ")[0] ?? "") : String(cause);
    const platform = `${process.platform}-${process.arch}`;
    return refuse("formatter-missing", undefined, `The formatter oxfmt cannot be loaded on ${platform}: ${reason}.`, {
      help: "Run `npm install` on this machine, with optional dependencies: oxfmt's native binding is one.",
    });
  }
}
