import pc from "picocolors";
import type { Diagnostic, Place, Severity } from "./diagnostics.js";
import { positionAt } from "./load/documents/position.js";

/** The texts that diagnostics point into, by the name of their source. */
export type Texts = ReadonlyMap<string, string>;

type Paint = (text: string) => string;

const severityColour: { readonly [S in Severity]: Paint } = { error: pc.red, warning: pc.yellow, note: pc.cyan };

/**
 * One diagnostic as people read it: place, severity and message on the first line, the way editors and CI jobs know it, then the source
 * line with a caret, the JSON pointer, and what to do.
 */
export function renderDiagnostic(diagnostic: Diagnostic, texts: Texts): string {
  const { code, severity, message, help, place } = diagnostic;
  const label = severityColour[severity](pc.bold(severity));
  return [
    `${place ? `${pc.bold(locate(place, texts))}: ` : ""}${label}: ${printable(message)} ${pc.dim(`[${code}]`)}`,
    ...frame(place, texts),
    ...(place?.pointer === undefined ? [] : [`  ${pc.dim("at")} #${printable(place.pointer)}`]),
    ...(help === undefined ? [] : [`  ${pc.dim("help:")} ${printable(help)}`]),
  ].join("\n");
}

/** `file:line:col`, or the file alone where the place is all of it. */
function locate(place: Place, texts: Texts): string {
  const text = texts.get(place.source);
  const source = printable(place.source);
  if (text === undefined || place.offset === undefined) return source;
  const { line, column } = positionAt(text, place.offset);
  return `${source}:${line}:${column}`;
}

/** The widest part of a source line that is shown: descriptions on one line of a megabyte exist. */
const frameWidth = 110;

function frame(place: Place | undefined, texts: Texts): readonly string[] {
  const text = place && texts.get(place.source);
  if (text === undefined || place?.offset === undefined) return [];
  const { line, column } = positionAt(text, place.offset);
  const start = place.offset - (column - 1);
  const from = Math.max(0, column - 1 - frameWidth / 2);
  const end = text.slice(start).search(/[\r\n]|$/);
  const shown = text.slice(start + from, Math.min(start + end, start + from + frameWidth));
  const number = String(line);
  return [
    `  ${pc.dim(`${number} |`)} ${printable(shown)}`,
    `  ${pc.dim(`${" ".repeat(number.length)} |`)} ${" ".repeat(column - 1 - from)}${pc.red("^")}`,
  ];
}

/** Text of a description on a terminal: control characters, which could move the cursor or hide a line, become visible. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character === "\t" ? " " : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
