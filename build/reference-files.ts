import { format } from "prettier";
import { configSchema } from "../generator/config/config-schema.js";
import { resultSchemas } from "./schemas/result-schemas.js";
import { commandNames, type OptionRow, optionRows } from "../generator/options.js";

/** Files that follow from the table of options, by path. A test compares them with what is in the repository. */
export async function referenceFiles(read: (path: string) => string): Promise<ReadonlyMap<string, string>> {
  const page = "docs/configuration.md";
  const files = new Map([
    [page, withPart(read(page), "options", optionTables())],
    ["schemas/config.schema.json", JSON.stringify(configSchema())],
    ...[...resultSchemas()].map(([path, schema]) => [path, JSON.stringify(schema)] as const),
  ]);
  const formatted = [...files].map(
    async ([path, text]) => [path, await format(text, { filepath: path, printWidth: 128 })] as const,
  );
  return new Map(await Promise.all(formatted));
}

/** A page with the part between its two marks replaced. */
function withPart(page: string, name: string, part: string): string {
  const start = `<!-- ${name}: written by \`npm run reference\` -->`;
  const end = `<!-- end of ${name} -->`;
  const from = page.indexOf(start);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The page has no ${start} with ${end} after it.`);
  return `${page.slice(0, from + start.length)}\n\n${part}\n\n${page.slice(to)}`;
}

function optionTables(): string {
  const rows = optionRows.map(([name, row]) => [
    `\`${row.flag.replace(/<(.+)>/, (_, placeholder: string) => placeholder.toUpperCase())}\``,
    row.inConfigFile ? `\`${name}\`${row.type === "strings" ? ", a list" : ""}` : "–",
    meaningOf(row),
    (row.commands ?? ["all"]).length === commandNames.length ? "all" : (row.commands ?? ["all"]).join(", "),
  ]);
  return table(["option", "in a config file", "meaning", "commands"], rows);
}

function meaningOf({ help, choices, default: value }: OptionRow): string {
  const values = choices === undefined ? "" : `; one of ${choices.map((choice) => `\`${choice}\``).join(", ")}`;
  const initial = typeof value === "string" ? `; default: \`${value}\`` : "";
  return `${help.replace(/ \(default: .*\)$/, "").replaceAll("|", "\\|")}${values}${initial}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
