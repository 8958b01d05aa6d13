import { writeBody } from "./body.js";
import type { WrittenBody } from "./body.js";

/** How values that are not strings are serialized in a map of strings: null, arrays, numbers and booleans. */
export interface ValueFormat {
  /** The string for `null`. Without it, `null` is rejected. */
  readonly null?: string;
  /** The separator between the items of an array. Without it, arrays are rejected. */
  readonly list?: string;
}

/** The path of such a map in a body: property names, and `null` for every item of an array. */
export interface SerializedMap extends ValueFormat {
  readonly at: readonly (string | null)[];
}

/** A body whose maps are serialized. A value that cannot be serialized rejects the call before the request is sent. */
export function serializeMaps(
  body: unknown,
  maps: readonly SerializedMap[],
): (() => WrittenBody | undefined) | undefined {
  if (body === undefined) return undefined;
  return () => writeBody(serializeMapsIn(body, maps));
}

/** Serializes the maps in a value. Returns the value itself if nothing in it changes. */
function serializeMapsIn<Value>(value: Value, maps: readonly SerializedMap[]): Value {
  let result: unknown = value;
  for (const map of maps) result = serializeAt(result, map, 0);
  // The service accepts the serialized value in place of the typed one.
  return result as Value;
}

/** The same for many values, with one list of maps for all of them. */
export function mapSerializer(maps: readonly SerializedMap[]): <Value>(value: Value) => Value {
  return (value) => serializeMapsIn(value, maps);
}

/** Serializes the values of a map, without those that are undefined. Strings stay unchanged; a map of strings only is returned itself. */
export function serializeValues(
  map: Readonly<Record<string, unknown>>,
  rules: ValueFormat,
): Record<string, string> {
  // In a batch, a map is serialized twice: once to validate the input and once in its request.
  if (hasOnlyStrings(map)) return map;
  const texts = Object.entries(map).flatMap(([name, value]): (readonly [string, string])[] =>
    value === undefined ? [] : [[name, writeValue(name, value, rules)]],
  );
  return Object.fromEntries(texts);
}

function writeValue(name: string, value: unknown, { null: nullText, list }: ValueFormat): string {
  if (typeof value === "string") return value;
  if (value === null && nullText !== undefined) return nullText;
  if (Array.isArray(value) && list !== undefined)
    return value.map((item) => writeItem(name, item, list)).join(list);
  if (value instanceof Date) {
    throw new TypeError(`${name} is a Date: use date(value) or dateTime(value).`);
  }
  return writeScalar(name, value);
}

function writeItem(name: string, item: unknown, separator: string): string {
  const text = typeof item === "string" ? item : writeScalar(name, item);
  if (text.includes(separator))
    throw new TypeError(
      `An item of ${name} must not contain ${JSON.stringify(separator)}, which is the separator.`,
    );
  return text;
}

function writeScalar(name: string, value: unknown): string {
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number" && Number.isFinite(value)) return writeNumber(value);
  const description =
    value === null || typeof value === "number"
      ? String(value)
      : Array.isArray(value)
        ? "an array"
        : `of type ${typeof value}`;
  throw new TypeError(`${name} must not be ${description}.`);
}

/** Writes all digits of numbers that JavaScript formats with an exponent. */
function writeNumber(value: number): string {
  const [, sign = "", whole = "", fraction = "", exponent] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  if (exponent === undefined) return String(value);
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  return sign + (point > 0 ? digits.padEnd(point, "0") : `0.${"0".repeat(-point)}${digits}`);
}

/** Called for millions of maps in a batch, so it creates no array of the values. */
function hasOnlyStrings(map: Readonly<Record<string, unknown>>): map is Record<string, string> {
  for (const name in map) if (typeof map[name] !== "string") return false;
  return true;
}

/** A copy of a value in which the maps at a path are serialized. Properties that are absent stay absent. */
function serializeAt(value: unknown, map: SerializedMap, depth: number): unknown {
  const step = map.at[depth];
  if (step === null)
    return Array.isArray(value)
      ? value.map((item: unknown) => serializeAt(item, map, depth + 1))
      : value;
  if (typeof value !== "object" || value === null) return value;
  const fields = value as Readonly<Record<string, unknown>>;
  if (step === undefined) return serializeValues(fields, map);
  if (!Object.hasOwn(fields, step)) return value;
  const changed = serializeAt(fields[step], map, depth + 1);
  return changed === fields[step] ? value : { ...fields, [step]: changed };
}
