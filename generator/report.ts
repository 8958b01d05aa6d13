import pc from "picocolors";
import type { Diagnostic, Place, Severity } from "./diagnostics.js";
import { positionAt } from "./load/documents/position.js";

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
  const end = text.slice(start).search(/[\r\n]|$/);
  const shown = text.slice(start + from, Math.min(start + end, start + from + shownWidth));
  const number = String(line);
  return [
    `  ${pc.dim(`${number} |`)} ${printable(shown)}`,
    `  ${pc.dim(`${" ".repeat(number.length)} |`)} ${" ".repeat(column - 1 - from)}${pc.red("^")}`,
  ];
}

/** Replaces control characters of a description by visible escapes: on a terminal they could move the cursor or hide a line. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character === "\t" ? " " : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
