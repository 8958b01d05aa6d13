import { reservedWords } from "../../plan/names/reserved-names.js";

/** The name that the function of an operation is declared with. A reserved word gets an underscore, and is exported without it. */
export function functionName(name: string): string {
  return reservedWords.has(name) ? `${name}_` : name;
}

/** The names of parameters and local variables in the functions of operation modules. */
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

/** The local variable for a parameter of the API, distinct from the names above. */
export function localName(local: string): string {
  return reservedLocals.includes(local) || reservedWords.has(local) ? `${local}_` : local;
}
