import { diagnosticCodes } from "../diagnostics.js";
import { readDocs } from "../load/read/read-docs.js";

/** What a code means, and what to do. */
export interface Explanation {
  readonly code: string;
  readonly kind: "diagnostic" | "change";
  /** The severity of a diagnostic, the verdict of a change. */
  readonly level: string;
  /** Of a change: whether callers send the data or receive it. */
  readonly direction?: "sent" | "received";
  /** When it is reported. */
  readonly meaning: string;
  readonly advice: string;
}

/** How wide the text of a terminal is. */
const width = 100;

/** An explanation for people. */
export function explanationLines({ code, kind, level, direction, meaning, advice }: Explanation): readonly string[] {
  const side = { sent: ", in what callers send", received: ", in what callers receive" };
  const [head, page] =
    kind === "change"
      ? [
          `${code}: a change that is ${level}${direction === undefined ? "" : side[direction]}`,
          `${code.startsWith("api-") ? "docs/api-report.md" : "docs/changes.md"} lists all changes.`,
        ]
      : [`${code}: ${level}`, "docs/diagnostics.md lists all diagnostics."];
  const body =
    kind === "change"
      ? [...wrapped(meaning), ...wrapped(advice)]
      : [...wrapped(`When: ${meaning}.`), ...wrapped(`What to do: ${advice}.`)];
  return [head, "", ...body, "", page];
}

/** What `docs/diagnostics.md` says about each code. */
export function diagnosticExplanations(): ReadonlyMap<string, Explanation> {
  const rows = (readDocs("diagnostics.md") ?? "").split("\n").map(cellsOf);
  const explained = new Map(rows.map(([code = "", , when = "", help = ""]) => [code.replaceAll("`", ""), { when, help }]));
  return new Map(
    Object.entries(diagnosticCodes).map(([code, level]) => {
      const { when = "", help = "" } = explained.get(code) ?? {};
      return [code, { code, kind: "diagnostic", level, meaning: plain(when), advice: plain(help) }];
    }),
  );
}

/** The words that each change replaces, as a reader knows them: `x` is what changed. */
const exampleWords: { readonly [word: string]: string } = { "{subject}": "x", "{name}": "y", "{old}": "old", "{new}": "new", "{returns}": "returns" }; // prettier-ignore

/** The message of a change rule without a change. */
export function messageOfRule(message: string): string {
  return message.replace(/\{\w+\}/g, (word) => exampleWords[word] ?? word);
}

/** The cells of a row of a table in Markdown. */
function cellsOf(line: string): readonly string[] {
  if (!line.startsWith("|")) return [];
  return line
    .slice(1, line.trimEnd().endsWith("|") ? line.trimEnd().length - 1 : undefined)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}

/** A terminal shows no Markdown: a link becomes its text with the page, and escapes go. */
function plain(cell: string): string {
  return cell
    .replace(/\[([^[\]]*)\]\(([^()\s]*)\)/g, (_, label: string, target: string) => linkText(label, target))
    .replace(/\\([|*_<>[\]])/g, "$1")
    .replace(/\.$/, "");
}

function linkText(label: string, target: string): string {
  const page = /^(?:\.\/)?[\w-]+\.md/.exec(target) === null ? target : `docs/${target.replace(/^\.\//, "")}`;
  return `docs/${label}` === page.replace(/#.*/, "") ? page : `${label} (${page})`;
}

function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
