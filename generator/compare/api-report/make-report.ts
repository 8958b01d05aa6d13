import type { Files } from "../../files.js";
import { formatFiles } from "../../format/format.js";
import type { EntryPointPlan } from "../../plan/types/package-plan.js";
import { type Collected, type CollectedItem, collectDeclarations, notExported } from "./collect-declarations.js";
import { createProgram } from "./declared-program.js";
import { emitDeclarations } from "./emit-declarations.js";
import { entryModules } from "./entry-modules.js";
import { printItem } from "./print-declaration.js";
import { aliasOf } from "./references.js";
import { sectionText, titleLines } from "./report-text.js";

/** An output of which a report is made. */
export interface ReportedPackage {
  readonly name: string;
  /** With the code that its users wrote. */
  readonly files: Files;
  readonly entryPoints: readonly EntryPointPlan[];
}

/** The report of what callers can import, as it stands in a repository. */
export async function makeApiReport({ name, files, entryPoints }: ReportedPackage): Promise<string> {
  const modules = entryModules(files, entryPoints);
  const program = createProgram(emitDeclarations(files));
  const collected = collectDeclarations(modules, program);
  const texts = new Map([...collected.items.values()].map((item) => [item, printItem(item, collected, program)]));
  const sections = [...collected.entries.keys(), notExported].map((entry) => sectionText(entry, codeOf(entry, collected, texts)));
  const page = [titleLines(name), ...sections.filter((section) => section !== "")].join("\n");
  const formatted = await formatFiles(new Map([["api.md", page]]));
  return formatted.get("api.md") ?? page;
}

/** The declarations of an entry point by name, what it takes from others before them. */
function codeOf(entry: string, collected: Collected, texts: ReadonlyMap<CollectedItem, string>): string {
  const own = [...texts].filter(([item]) => item.entry === entry).sort(([a], [b]) => (a.name < b.name ? -1 : 1));
  const declarations = own.map(([, text]) => text);
  const aliases = new Map([...collected.entries.keys()].map((other) => [aliasOf(other), other]));
  const used = [...aliases].filter(([alias]) => declarations.some((text) => mentions(text, alias)));
  const imports = used.map(([alias, other]) => `import * as ${alias} from ${JSON.stringify(other)};`);
  return [
    ...[imports, exportLines(entry, collected)].flatMap((lines) => (lines.length === 0 ? [] : [lines.join("\n")])),
    ...declarations,
  ].join("\n\n");
}

function mentions(text: string, alias: string): boolean {
  return text
    .split(alias)
    .slice(1)
    .some((rest) => !/^[\w$]/.test(rest));
}

/** An export may have a name that is no identifier. */
function exportName(name: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(name) ? name : JSON.stringify(name);
}

/** The exports that are no declarations of this entry point: of other entry points, under other names, and of types alone. */
function exportLines(entry: string, { entries, items, namespaces }: Collected): readonly string[] {
  const lines = new Map<string, string[]>();
  for (const { name, symbol, isTypeOnly } of entries.get(entry) ?? []) {
    const item = items.get(symbol);
    if (item === undefined || (item.entry === entry && item.name === name && !isTypeOnly)) continue;
    const from = item.entry === entry ? "" : ` from ${JSON.stringify(item.entry)}`;
    const line = `${isTypeOnly ? "type " : ""}{ … }${from}`;
    lines.set(line, [...(lines.get(line) ?? []), item.name === name ? name : `${item.name} as ${exportName(name)}`]);
  }
  const modules = (entries.get(entry) ?? []).flatMap(({ name, symbol }) => {
    const namespace = namespaces.get(symbol);
    return namespace === undefined ? [] : [`export * as ${name} from ${JSON.stringify(namespace)};`];
  });
  return [...modules, ...[...lines].sort().map(([line, names]) => `export ${line.replace("…", () => names.join(", "))};`)];
}
