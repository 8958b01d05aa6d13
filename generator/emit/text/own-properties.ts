import { code, type Code } from "./code.js";
import type { Imports } from "./imports.js";
import { literal, propertyAccess } from "./literals.js";
import { runtimeValue } from "./runtime-symbols.js";

/** The names that TypeScript's interface `Object` declares: to it, every object has them. */
const declaredNames: readonly string[] = [
  "constructor",
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
  "toLocaleString",
  "toString",
  "valueOf",
];

/** The members of `Object.prototype` (ECMA-262, sections 20.1.3 and B.2.2), which an object inherits without having them. */
const inheritedNames: ReadonlySet<string> = new Set([
  ...declaredNames,
  "__defineGetter__",
  "__defineSetter__",
  "__lookupGetter__",
  "__lookupSetter__",
  "__proto__",
]);

/** Reads a property of what the caller or the service gives: `params.limit`, or `ownProperties(params).constructor` for an inherited name. */
export function ownAccess(object: Code, name: string, imports: Imports): Code {
  return code`${ownObject(object, [name], imports)}${propertyAccess(name)}`;
}

/** The object itself, unless one of the properties that are read of it has an inherited name. */
export function ownObject(object: Code, names: readonly string[], imports: Imports): Code {
  return names.some((name) => inheritedNames.has(name)) ? code`${runtimeValue(imports, "ownProperties")}(${object})` : object;
}

/** What an optional property is where it is absent, if that is not undefined: `Object["constructor"]`. */
export function inheritedType(name: string): Code | undefined {
  return declaredNames.includes(name) ? code`Object[${literal(name)}]` : undefined;
}
