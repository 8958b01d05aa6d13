import { code, type Code, join } from "./code.js";
import { propertyKey } from "./literals.js";

/** The name of a property and its value; a property without a value is left out. */
export type PropertyCode = readonly [name: string, value: Code | undefined];

/** An object literal, with shorthand for variables of the same name; undefined if no property has a value. */
export function printObject(properties: readonly PropertyCode[]): Code | undefined {
  const entries = properties.flatMap(([name, value]) => (value === undefined ? [] : [printProperty(name, value)]));
  return entries.length === 0 ? undefined : code`{ ${join(entries, ", ")} }`;
}

/** A property of an object literal or of a destructuring pattern. */
export function printProperty(name: string, value: Code): Code {
  return propertyKey(name) === value ? value : code`${propertyKey(name)}: ${value}`;
}
