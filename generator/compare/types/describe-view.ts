import type { Json } from "../../load/tree/node.js";
import type { TypeView } from "./type-view.js";

/** What values are at run time, in the order in which messages list them. */
export type ValueKind =
  "string" | "number" | "boolean" | "object" | "array" | "Blob" | "bytes" | "undefined" | `${string} stream`;

const names: { readonly [kind: string]: string } = {
  string: "a string",
  number: "a number",
  boolean: "a boolean",
  object: "an object",
  array: "an array",
  Blob: "a Blob",
  bytes: "binary data",
  undefined: "nothing",
};

const order = Object.keys(names);

/** The kinds of values that a type has, besides null. */
export function kindsOf(view: TypeView): ReadonlySet<string> {
  const listed = [...view.values.values()].map((value) => (Array.isArray(value) ? "array" : typeof value));
  const kinds = [
    ...[...view.scalars].filter((scalar) => scalar !== "null"),
    ...listed,
    ...(view.arrays.length > 0 ? ["array"] : []),
    ...(view.objects.length > 0 ? ["object"] : []),
    ...view.streams.map(({ name }) => `${name} stream`),
  ];
  return new Set(kinds.sort((a, b) => order.indexOf(a) - order.indexOf(b)));
}

/** `a string or null` */
export function describeKinds(kinds: Iterable<string>): string {
  const listed = [...kinds].map((kind) => names[kind] ?? `a ${kind}`);
  return listed.length === 0 ? "nothing" : listed.join(" or ");
}

/** How many values a message lists. */
const mostListed = 6;

/** `` `"a"`, `"b"` `` */
export function describeValues(values: readonly Json[]): string {
  const listed = values.slice(0, mostListed).map((value) => `\`${JSON.stringify(value).replace(/`/g, "'")}\``);
  const hidden = values.length - listed.length;
  return [...listed, ...(hidden > 0 ? [`and ${hidden} more`] : [])].join(", ");
}

export function describeDefault(value: Json | undefined): string {
  return value === undefined ? "none" : describeValues([value]);
}
