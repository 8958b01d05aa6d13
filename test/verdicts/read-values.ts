import { listedValues } from "./sent-values.js";
import { expand } from "../../generator/compare/types/expand.js";
import {
  isTypeRef,
  type ObjectView,
  type PropertyView,
  type TypeRef,
  type TypeView,
} from "../../generator/compare/types/type-view.js";

type Type = TypeRef | TypeView;

const deepest = 9;

/** Statements that read every field of a value, with the types that its reader relies on, and narrow every union. */
export function readLines(name: string, type: Type): readonly string[] {
  return linesOf(name, type, [], { next: 0 });
}

interface Counter {
  next: number;
}

function linesOf(name: string, type: Type, keys: readonly string[], counter: Counter, isOptional = false): readonly string[] {
  const key = isTypeRef(type) && type.schema.kind === "reference" ? type.schema.target : "";
  if (keys.length >= deepest || (key !== "" && keys.includes(key))) return [];
  const view = isTypeRef(type) ? expand(type) : type;
  if (view.isUnknown || isNothing(view)) return [];
  const deeper = [...keys, key];
  const missing = [
    ...(isOptional || view.scalars.has("undefined") ? ["undefined"] : []),
    ...(view.scalars.has("null") ? ["null"] : []),
  ];
  // Nothing but the caller's own knowledge tells a stream or a file from an object.
  if ((view.streams.length > 0 || view.scalars.has("Blob")) && view.objects.length > 0) return [];
  const parts = partsOf(name, view, deeper, counter);
  if (parts.length === 0) return leafLines(name, view, missing);
  if (missing.length === 0) return parts;
  return [`if (${missing.map((one) => `${name} !== ${one}`).join(" && ")}) {`, ...parts.map((line) => `  ${line}`), `}`];
}

/** The answer of a call that returns nothing, which nobody reads. */
function isNothing(view: TypeView): boolean {
  return (
    view.scalars.size === 1 && view.scalars.has("undefined") && view.values.size + view.objects.length + view.arrays.length === 0
  );
}

/** A scalar is passed on as what it is declared to be, and compared with every listed value. */
function leafLines(name: string, view: TypeView, missing: readonly string[]): readonly string[] {
  const literals = listedValues(view);
  const types = [...new Set([...[...view.scalars].filter((scalar) => scalar !== "bytes"), ...literals, ...missing])];
  const compared = literals.map((text) => `if (${name} === ${text}) take<unknown>(${name});`);
  return types.length === 0 ? [] : [`take<${types.join(" | ")}>(${name});`, ...compared];
}

function partsOf(name: string, view: TypeView, keys: readonly string[], counter: Counter): readonly string[] {
  const kinds = [
    ...view.arrays.slice(0, 1).map((array) => ({
      test: `Array.isArray(${name})`,
      lines: itemLines(name, array.rest ?? array.prefix[0], keys, counter, ""),
    })),
    ...view.streams.slice(0, 1).map(({ item }) => ({ test: "", lines: itemLines(name, item, keys, counter, "await ") })),
    ...(view.objects.length === 0
      ? []
      : [{ test: `typeof ${name} === "object"`, lines: objectsLines(name, view, keys, counter) }]),
  ];
  const scalars = [...view.scalars].some((scalar) => scalar !== "null" && scalar !== "undefined") || view.values.size > 0;
  const [only, ...others] = kinds;
  if (only === undefined) return [];
  if (others.length === 0 && !scalars) return only.lines.length === 0 ? [`take<object>(${name});`] : only.lines;
  return kinds.flatMap(({ test, lines }) => (test === "" ? lines : [`if (${test}) {`, ...lines, `}`]));
}

function itemLines(
  name: string,
  item: Type | undefined,
  keys: readonly string[],
  counter: Counter,
  wait: string,
): readonly string[] {
  if (item === undefined) return [];
  const each = `v${(counter.next += 1)}`;
  return [
    `for ${wait}(const ${each} of ${name}) {`,
    `  take<unknown>(${each});`,
    ...linesOf(each, item, keys, counter).map((line) => `  ${line}`),
    `}`,
  ];
}

function objectsLines(name: string, view: TypeView, keys: readonly string[], counter: Counter): readonly string[] {
  const [only, ...others] = view.objects;
  if (only === undefined) return [];
  if (others.length === 0) return propertyLines(name, only, keys, counter);
  const tag = tagProperty(view.objects);
  return view.objects.flatMap((object) => {
    const values = tag === undefined ? [] : constantsOf(object.properties.get(tag));
    if (tag !== undefined && values.length > 0)
      return [
        `if (${values.map((value) => `${name}[${JSON.stringify(tag)}] === ${value}`).join(" || ")}) {`,
        ...propertyLines(name, object, keys, counter),
        `}`,
      ];
    const own = [...object.properties.keys()].find((property) =>
      view.objects.every((other) => other === object || !other.properties.has(property)),
    );
    if (own === undefined || view.hasUnknownVariant) return [];
    return [`if (${JSON.stringify(own)} in ${name}) {`, ...propertyLines(name, object, keys, counter), `}`];
  });
}

/** The property with a constant in each of the objects. */
function tagProperty(objects: readonly ObjectView[]): string | undefined {
  const [first] = objects;
  return [...(first?.properties.keys() ?? [])].find((name) => {
    const texts = objects.map((object) => constantsOf(object.properties.get(name)).join());
    return texts.every((text) => text !== "") && new Set(texts).size === objects.length;
  });
}

function constantsOf(property: PropertyView | undefined): readonly string[] {
  if (property === undefined) return [];
  const view = isTypeRef(property.type) ? expand(property.type) : property.type;
  return view.scalars.size > 0 ? [] : [...view.values.values()].map((value) => JSON.stringify(value));
}

function propertyLines(
  name: string,
  { properties, others }: ObjectView,
  keys: readonly string[],
  counter: Counter,
): readonly string[] {
  const read = (access: string, type: Type, isOptional: boolean) => {
    const each = `v${(counter.next += 1)}`;
    return [`const ${each} = ${access};`, `take<unknown>(${each});`, ...linesOf(each, type, keys, counter, isOptional)];
  };
  return [
    ...[...properties.values()].flatMap((property) =>
      read(`${name}[${JSON.stringify(property.name)}]`, property.type, !property.required),
    ),
    ...(others === undefined ? [] : [`take<unknown>(${name}["x-other"]);`]),
    // The index signature of an object with properties has their types, too.
    ...(typeof others === "object" && properties.size === 0 ? read(`${name}["x-other"]`, others, true) : []),
  ];
}
