import { type Code, escaped } from "../text/code.js";

/** Text, or a pair of brackets with its entries: the structure that formatting needs. */
type Piece = string | Group;

interface Group {
  readonly open: string;
  readonly entries: readonly (readonly Piece[])[];
}

const closing = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);
const tokens = /"(?:[^"\\]|\\.)*"|[()[\]{},]|[^"()[\]{},]+/g;
const width = 88;

/**
 * Breaks a long example into lines, one for each entry of an object or array. The formatter does not format code in doc comments. The code comes
 * from this folder: its strings are in double quotes, and it contains no comments.
 */
export function formatExample(text: Code): Code {
  const waiting = text.match(tokens) ?? [];
  const [pieces = []] = readEntries(waiting[Symbol.iterator](), undefined);
  return escaped(printPieces(pieces, "", 0));
}

function readEntries(input: Iterator<string>, end: string | undefined): readonly (readonly Piece[])[] {
  const entries: Piece[][] = [[]];
  for (let next = input.next(); !next.done && next.value !== end; next = input.next()) {
    const token = next.value;
    const close = closing.get(token);
    if (close !== undefined) entries.at(-1)?.push({ open: token, entries: readEntries(input, close) });
    else if (token === "," && end !== undefined) entries.push([]);
    else entries.at(-1)?.push(token);
  }
  return entries;
}

function printPieces(pieces: readonly Piece[], indent: string, column: number): string {
  let text = "";
  for (const [position, piece] of pieces.entries()) {
    const rest = pieces
      .slice(position + 1)
      .map(onOneLine)
      .join("").length;
    const at = text.includes("\n") ? text.length - text.lastIndexOf("\n") - 1 : column + text.length;
    text += typeof piece === "string" ? piece : printGroup(piece, indent, at + rest);
  }
  return text;
}

function printGroup(group: Group, indent: string, column: number): string {
  const line = onOneLine(group);
  const entryIndent = group.open === "(" || group.entries.length === 0 ? undefined : `${indent}  `;
  if (column + line.length <= width) return line;
  const close = closing.get(group.open) ?? "";
  const entries = group.entries.map(trimmed).filter((entry) => entry.length > 0);
  // The argument of a call starts on the line of the call.
  if (entryIndent === undefined)
    return `${group.open}${entries.map((entry) => printPieces(entry, indent, column + 1)).join(", ")}${close}`;
  const lines = entries.map((entry) => `${entryIndent}${printPieces(entry, entryIndent, entryIndent.length)},`);
  return `${group.open}\n${lines.join("\n")}\n${indent}${close}`;
}

function trimmed(entry: readonly Piece[]): readonly Piece[] {
  const [first, ...others] = entry;
  const start = typeof first === "string" ? [first.trimStart(), ...others] : entry;
  const last = start.at(-1);
  const trimmedEntry = typeof last === "string" ? [...start.slice(0, -1), last.trimEnd()] : start;
  return trimmedEntry.filter((piece) => piece !== "");
}

function onOneLine(piece: Piece): string {
  if (typeof piece === "string") return piece;
  return `${piece.open}${piece.entries.map((entry) => entry.map(onOneLine).join("")).join(",")}${closing.get(piece.open) ?? ""}`;
}
