import { stderrColours as pc } from "./colours.js";
import type { Diagnostic, Place, Severity } from "./diagnostics.js";
import { positionAt } from "./load/documents/position.js";
import { printable } from "./load/tree/printable.js";

export { printable, printableJson } from "./load/tree/printable.js";

/** The texts that diagnostics point into, by `Place.source`. */
export type Texts = ReadonlyMap<string, string>;

const severityColours: { readonly [S in Severity]: (text: string) => string } = {
  error: pc.red,
  warning: pc.yellow,
  note: pc.cyan,
};

/**
 * A diagnostic as the terminal shows it. The first line is `file:line:column: severity: message`, which editors and CI jobs recognize; then
 * come the source line with a caret, the JSON Pointer, and what to do.
 */
export function renderDiagnostic(diagnostic: Diagnostic, texts: Texts): string {
  const { code, severity, message, help, place } = diagnostic;
  const label = severityColours[severity](pc.bold(severity));
  return [
    `${place ? `${pc.bold(formatLocation(place, texts))}: ` : ""}${label}: ${printable(message)} ${pc.dim(`[${code}]`)}`,
    ...sourceLine(place, texts),
    ...(place?.pointer === undefined ? [] : [`  ${pc.dim("at")} #${printable(place.pointer)}`]),
    ...(help === undefined ? [] : [`  ${pc.dim("help:")} ${printable(help)}`]),
  ].join("\n");
}

/** How many diagnostics are printed without `--verbose`: of each code, and of all together. */
const printed = { ofCode: 3, ofAll: 10 };

/**
 * The diagnostics as the terminal shows them. Of many, the first line says how many there are, the first few of each code follow, and the last
 * line counts the rest. An overlay that would let the description through comes at the end, ready to paste.
 */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], texts: Texts, all: boolean): readonly string[] {
  const bySeverity = [...diagnostics].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  const shown = all || diagnostics.length <= printed.ofAll ? diagnostics : firstOfEachCode(bySeverity);
  const hidden = diagnostics.length - shown.length;
  const head = hidden === 0 ? [] : [`${pc.bold(countBySeverity(diagnostics))}; the first ${shown.length} are:`];
  const rest = hidden === 0 ? [] : [`… and ${hidden} more; ${pc.bold("--verbose")} prints all.`];
  const overlays = diagnostics.flatMap(({ overlay }) => (overlay === undefined ? [] : renderOverlay(overlay)));
  return [...head, ...shown.map((diagnostic) => renderDiagnostic(diagnostic, texts)), ...rest, ...overlays];
}

const severities: readonly Severity[] = ["error", "warning", "note"];

/** The first few of each code; codes that occur later get their turn before a code is shown a second time. */
function firstOfEachCode(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Map<string, number>();
  const ranked = diagnostics.map((diagnostic, index) => {
    const rank = seen.get(diagnostic.code) ?? 0;
    seen.set(diagnostic.code, rank + 1);
    return { diagnostic, index, rank };
  });
  const chosen = ranked
    .filter(({ rank }) => rank < printed.ofCode)
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .slice(0, printed.ofAll);
  return chosen.sort((a, b) => a.index - b.index).map(({ diagnostic }) => diagnostic);
}

function countBySeverity(diagnostics: readonly Diagnostic[]): string {
  return severities
    .map((severity) => [severity, diagnostics.filter((diagnostic) => diagnostic.severity === severity).length] as const)
    .flatMap(([severity, count]) => (count === 0 ? [] : [`${count} ${severity}${count === 1 ? "" : "s"}`]))
    .join(", ");
}

function renderOverlay(overlay: string): readonly string[] {
  const lines = overlay.split("\n").map(printable);
  return [`${pc.dim("help:")} This overlay lets the description through: save it, and name it with --overlay.`, "", ...lines, ""];
}

/** `file:line:column`, or only the file where the fault has no position. */
function formatLocation(place: Place, texts: Texts): string {
  const text = texts.get(place.source);
  const source = printable(place.source);
  if (text === undefined || place.offset === undefined) return source;
  const { line, column } = positionAt(text, place.offset);
  return `${source}:${line}:${column}`;
}

/** How much of a source line is shown: some descriptions are one line of a megabyte. */
const shownWidth = 110;

/** The line of the fault with a caret below it. */
function sourceLine(place: Place | undefined, texts: Texts): readonly string[] {
  const text = place && texts.get(place.source);
  if (text === undefined || place?.offset === undefined) return [];
  const { line, column } = positionAt(text, place.offset);
  const start = place.offset - (column - 1);
  const from = Math.max(0, column - 1 - shownWidth / 2);
  // Not the line as a whole, which may be the whole text.
  const shown = text.slice(start + from, start + from + shownWidth).replace(/[\r\n].*/s, "");
  const number = String(line);
  return [
    `  ${pc.dim(`${number} |`)} ${printable(shown)}`,
    `  ${pc.dim(`${" ".repeat(number.length)} |`)} ${" ".repeat(column - 1 - from)}${pc.red("^")}`,
  ];
}

/** A number with its noun. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
