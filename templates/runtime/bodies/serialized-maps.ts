import { writeBody } from "./body.js";
import type { WrittenBody } from "./body.js";

/** How a service wants the values of a map of texts that are no texts. */
export interface ValueFormat {
  /** What stands for `null`. Without it, `null` is refused. */
  readonly null?: string;
  /** What stands between the items of a list. Without it, lists are refused. */
  readonly list?: string;
}

/** Where such a map stands in a body: the names of properties, with `null` for every item of a list. */
export interface SerializedMap extends ValueFormat {
  readonly at: readonly (string | null)[];
}

/** Writes a body whose maps hold values that are no texts yet. What cannot be written fails the request before it is sent. */
export function serializeMaps(body: unknown, places: readonly SerializedMap[]): (() => WrittenBody | undefined) | undefined {
  if (body === undefined) return undefined;
  return () => writeBody(serializeMapsIn(body, places));
}

/** The same for a part of a body, as a value; itself where nothing is to be written otherwise. */
export function serializeMapsIn<Value>(value: Value, places: readonly SerializedMap[]): Value {
  // What is written is taken where the value is.
  return places.reduce<unknown>((written, place) => serializeAt(written, place, 0), value) as Value;
}

/** The map with every value as text, itself where all are; what is undefined stays out. A value that is text is the caller's word and stays as it is. */
export function serializeValues(map: Readonly<Record<string, unknown>>, rules: ValueFormat): Record<string, string> {
  // It is written twice in a batch: once by itself, to see that it can be, and once in its request.
  if (hasOnlyStrings(map)) return map;
  const texts = Object.entries(map).flatMap(([name, value]): (readonly [string, string])[] =>
    value === undefined ? [] : [[name, writeValue(name, value, rules)]],
  );
  return Object.fromEntries(texts);
}

function writeValue(name: string, value: unknown, { null: cleared, list }: ValueFormat): string {
  if (typeof value === "string") return value;
  if (value === null && cleared !== undefined) return cleared;
  if (Array.isArray(value) && list !== undefined) return value.map((item) => writeItem(name, item, list)).join(list);
  if (value instanceof Date) {
    throw new TypeError(`${name} is a Date, which may mean a day or a moment: write date(value) or dateTime(value).`);
  }
  return writeScalar(name, value);
}

function writeItem(name: string, item: unknown, separator: string): string {
  const text = typeof item === "string" ? item : writeScalar(name, item);
  if (text.includes(separator))
    throw new TypeError(`An item of ${name} must not hold ${JSON.stringify(separator)}, which separates them.`);
  return text;
}

function writeScalar(name: string, value: unknown): string {
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number" && Number.isFinite(value)) return writeNumber(value);
  const what =
    value === null || typeof value === "number" ? String(value) : Array.isArray(value) ? "a list" : `of type ${typeof value}`;
  throw new TypeError(`${name} must not be ${what}.`);
}

/** All digits, where JavaScript would write an exponent. */
function writeNumber(value: number): string {
  const [, sign = "", whole = "", fraction = "", exponent] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  if (exponent === undefined) return String(value);
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  return sign + (point > 0 ? digits.padEnd(point, "0") : `0.${"0".repeat(-point)}${digits}`);
}

/** Looks at millions, so it makes no list of the values. */
function hasOnlyStrings(map: Readonly<Record<string, unknown>>): map is Record<string, string> {
  for (const name in map) if (typeof map[name] !== "string") return false;
  return true;
}

/** A body in which what stands at a place is written; what is not there stays away, and nothing is changed in place. */
function serializeAt(value: unknown, place: SerializedMap, depth: number): unknown {
  const step = place.at[depth];
  if (step === null) return Array.isArray(value) ? value.map((item: unknown) => serializeAt(item, place, depth + 1)) : value;
  if (typeof value !== "object" || value === null) return value;
  const fields = value as Readonly<Record<string, unknown>>;
  if (step === undefined) return serializeValues(fields, place);
  if (!Object.hasOwn(fields, step)) return value;
  const changed = serializeAt(fields[step], place, depth + 1);
  return changed === fields[step] ? value : { ...fields, [step]: changed };
}
