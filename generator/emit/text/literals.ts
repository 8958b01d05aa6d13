import { isJsonArray } from "../../load/tree/json.js";
import type { Json } from "../../load/tree/node.js";
import { type Code, escaped, isIdentifier } from "./code.js";

/** The largest literal that is printed. Larger values are not constants that anybody would read. */
const limits = { depth: 64, nodes: 20_000 };

/**
 * Characters that JSON does not escape although they end a line, reorder it, or are invisible: control characters, soft hyphen, zero-width and
 * bidirectional marks, line and paragraph separators, interlinear annotation marks, byte order mark.
 */
const invisible = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** A JSON value as an expression; a string, number, boolean or null can also be used as a literal type. */
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

/** `JSON.stringify` already escapes lone surrogates. */
function printString(value: string): string {
  return escapeInvisible(JSON.stringify(value));
}

/** Replaces invisible characters in printed string literals by `\u` escapes, which keeps the values of the strings. */
export function escapeInvisible(printed: string): string {
  return printed.replace(invisible, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/**
 * A property name in an object literal, an object type or a destructuring pattern: quoted unless it is an identifier. `__proto__` is a
 * computed name, because `{ __proto__: value }` would set the prototype.
 */
export function propertyKey(name: string): Code {
  if (name === "__proto__") return escaped('["__proto__"]');
  return escaped(isIdentifier(name) ? name : printString(name));
}

/** Reads a property: `.name` or `["name"]`; with `?.` if the object may be undefined or null. */
export function propertyAccess(name: string, optional = false): Code {
  const link = optional ? "?." : "";
  if (isIdentifier(name)) return escaped(`${optional ? link : "."}${name}`);
  return escaped(`${link}[${printString(name)}]`);
}

/** What a path may contain unencoded: the `pchar` characters of RFC 3986, slashes, and sequences that are percent-encoded already. */
const pathCharacters = /%[0-9A-Fa-f]{2}|[A-Za-z0-9\-._~!$&'()*+,;=:@/]+/g;

/**
 * The literal part of a path template with every character percent-encoded that is not a `pchar` or a slash. The result contains no backtick,
 * backslash, brace or line break, so it can be part of a template literal.
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
