import { code, type Code, identifier, join } from "./code.js";

/** An object literal of the rows that have a value; undefined if none has. */
export function printObject(rows: readonly (readonly [name: string, value: Code | undefined])[]): Code | undefined {
  const entries = rows.flatMap(([name, value]) => (value === undefined ? [] : [code`${identifier(name)}: ${value}`]));
  return entries.length === 0 ? undefined : code`{ ${join(entries, ", ")} }`;
}
