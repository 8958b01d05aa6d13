import { reservedWords } from "../../plan/names/reserved-names.js";

/** What an operation's function is called where it is declared; it is exported under its name all the same. */
export function functionName(name: string): string {
  return reservedWords.has(name) ? `${name}_` : name;
}

/** What the functions of an operation's module call their own parameters and variables. */
export const reservedLocals: readonly string[] = [
  "body",
  "call",
  "chunk",
  "client",
  "contentType",
  "inputs",
  "options",
  "page",
  "params",
];

/** A parameter of the API as a local variable, kept apart from our own. */
export function localName(local: string): string {
  return reservedLocals.includes(local) || reservedWords.has(local) ? `${local}_` : local;
}
