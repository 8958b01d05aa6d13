import { diagnosticCodes } from "../diagnostics.js";
import { readDocs } from "../load/read/read-docs.js";

/** What `docs/diagnostics.md` says about each code, as lines. */
export function diagnosticPages(): ReadonlyMap<string, readonly string[]> {
  const rows = (readDocs("diagnostics.md") ?? "").split("\n").map(cellsOf);
  const explained = new Map(rows.map(([code = "", , when = "", help = ""]) => [code.replaceAll("`", ""), { when, help }]));
  return new Map(
    Object.entries(diagnosticCodes).map(([code, severity]) => {
      const { when = "", help = "" } = explained.get(code) ?? {};
      return [
        code,
        [`${code}: ${severity}`, "", `When: ${when}`, `What to do: ${help}`, "", "docs/diagnostics.md lists all diagnostics."],
      ];
    }),
  );
}

/** The cells of a row of a table in Markdown. */
function cellsOf(line: string): readonly string[] {
  if (!line.startsWith("|")) return [];
  return line
    .slice(1, line.trimEnd().endsWith("|") ? line.trimEnd().length - 1 : undefined)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}
