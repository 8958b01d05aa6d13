import { isJsonArray } from "../../load/tree/json.js";
import type { Json } from "../../load/tree/node.js";
import { type Code, escaped, isIdentifier } from "./code.js";

/** How deep and how large a literal may be; past it the value is no constant that anybody reads. */
const limits = { depth: 64, nodes: 20_000 };

/**
 * Characters that JSON leaves as they are and that end a line, reorder it, or show nothing: controls, soft hyphen, zero-width and
 * bidirectional marks, line and paragraph separators, interlinear marks, the byte order mark.
 */
const invisible = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** A value of JSON as an expression (and, for scalars, as a literal type). */
export function literal(value: Json): Code {
  const budget = { nodes: limits.nodes };
  return escaped(printJson(value, 0, budget));
}

function printJson(value: Json, depth: number, budget: { nodes: number }): string {
  budget.nodes -= 1;
  if (depth > limits.depth || budget.nodes < 0) throw new RangeError("A literal is too deep or too large to be printed.");
  if (typeof value === "string") return printString(value);
  if (typeof value === "number") return printNumber(value);
  if (typeof value === "boolean" || value === null) return String(value);
  if (isJsonArray(value)) return `[${value.map((item) => printJson(item, depth + 1, budget)).join(", ")}]`;
  const fields = Object.entries(value).map(([name, field]) => `${propertyKey(name)}: ${printJson(field, depth + 1, budget)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}

function printNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError("A number that is not finite has no literal.");
  return JSON.stringify(value);
}

/** `JSON.stringify` writes lone surrogates as escapes by itself. */
function printString(value: string): string {
  return escapeInvisible(JSON.stringify(value));
}

/** The same strings, in the text of a literal or of a module, without a character that a reader cannot see. */
export function escapeInvisible(printed: string): string {
  return printed.replace(invisible, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** A property's name in an object, a type or a pattern: bare only for plain identifiers; `__proto__` computed, so that it is a property. */
export function propertyKey(name: string): Code {
  if (name === "__proto__") return escaped('["__proto__"]');
  return escaped(isIdentifier(name) ? name : printString(name));
}

/** Reading a property: `.name` or `["name"]`, and with `?.` where what it is read from may be absent. */
export function propertyAccess(name: string, optional = false): Code {
  const link = optional ? "?." : "";
  if (isIdentifier(name)) return escaped(`${optional ? link : "."}${name}`);
  return escaped(`${link}[${printString(name)}]`);
}

/** What may stand in a path unencoded: RFC 3986's pchar, the slash, and escapes that are already made. */
const pathCharacters = /%[0-9A-Fa-f]{2}|[A-Za-z0-9\-._~!$&'()*+,;=:@/]+/g;

/**
 * The literal part of a path template, percent-encoded down to pchar. Neither a backtick, a backslash, a brace nor a line break is
 * left, so that the text can stand in a template literal.
 */
export function pathLiteral(path: string): Code {
  const kept = path.match(pathCharacters) ?? [];
  if (kept.join("") === path) return escaped(path);
  let encoded = "";
  let from = 0;
  for (const match of path.matchAll(pathCharacters)) {
    encoded += percentEncode(path.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  return escaped(encoded + percentEncode(path.slice(from)));
}

function percentEncode(part: string): string {
  return [...new TextEncoder().encode(part)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
}
