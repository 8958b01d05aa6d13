import { closest } from "./config/suggestions.js";
import { type OptionRow, optionRows } from "./options.js";

/** Checks the arguments of the functions that programs call: not all programs are type-checked. */

/** What a value must be, and whether it is. */
interface Kind {
  readonly expected: string;
  readonly isValid: (value: unknown) => boolean;
}

const string: Kind = { expected: "a string", isValid: (value) => typeof value === "string" };
const functions: Kind = { expected: "a function", isValid: (value) => typeof value === "function" };
const object: Kind = { expected: "an object", isValid: isObject };
const map: Kind = { expected: "a Map", isValid: (value) => value instanceof Map };
const sourceText: Kind = {
  expected: "an object with `name` and `text`, both strings",
  isValid: (value) => isObject(value) && typeof value.name === "string" && typeof value.text === "string",
};

function listOf(kind: Kind, expected: string): Kind {
  return { expected, isValid: (value) => Array.isArray(value) && value.every((item) => kind.isValid(item)) };
}

/** The fields of an input; those that end with `?` may be absent. */
const fields: { readonly [name: string]: Kind } = {
  description: sourceText,
  options: object,
  "overlays?": listOf(sourceText, "a list of objects with `name` and `text`, both strings"),
  "readReferenced?": functions,
  "licenseText?": sourceText,
  "changelogText?": sourceText,
  "hooks?": object,
  "templates?": map,
  "custom?": map,
};

/**
 * Checks an input of a function, where it is called `argument`.
 *
 * @throws TypeError - names the argument, and says what it must be.
 */
export function checkInput(input: unknown, argument: string, more: { readonly [name: string]: Kind } = {}): void {
  if (!isObject(input)) refuseType(argument, object, input);
  for (const [field, kind] of Object.entries({ ...fields, ...more })) {
    const name = field.replace(/\?$/, "");
    const isAbsent = field !== name && input[name] === undefined;
    if (!isAbsent && !kind.isValid(input[name])) refuseType(`${argument}.${name}`, kind, input[name]);
  }
  if (isObject(input.options)) checkOptions(input.options, `${argument}.options`);
}

/** The files that `check` compares with. */
export const foundFiles: { readonly [name: string]: Kind } = { found: map };

function checkOptions(options: { readonly [name: string]: unknown }, argument: string): void {
  if (typeof options.version !== "string") refuseType(`${argument}.version`, string, options.version);
  const rows = new Map<string, OptionRow>(optionRows);
  for (const [name, value] of Object.entries(options)) {
    const row = rows.get(name);
    if (row === undefined) throw new TypeError(`There is no option \`${argument}.${name}\`.${closest(name, [...rows.keys()])}`);
    const kind = kindOf(row);
    if (value !== undefined && !kind.isValid(value)) refuseType(`${argument}.${name}`, kind, value);
  }
}

function kindOf({ type, choices }: OptionRow): Kind {
  if (type === "boolean") return { expected: "a boolean", isValid: (value) => typeof value === "boolean" };
  const one: Kind =
    choices === undefined
      ? string
      : { expected: choices.join(", "), isValid: (value) => typeof value === "string" && choices.includes(value) };
  if (type === "string") return choices === undefined ? one : { ...one, expected: `one of ${one.expected}` };
  return listOf(one, choices === undefined ? "a list of strings" : `a list of ${one.expected}`);
}

function refuseType(argument: string, { expected }: Kind, value: unknown): never {
  throw new TypeError(`\`${argument}\` must be ${expected}, not ${described(value)}.`);
}

function described(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 100));
  if (Array.isArray(value)) return "such a list";
  if (value === null || value === undefined) return String(value);
  return typeof value === "object" ? "such an object" : `a ${typeof value}`;
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
