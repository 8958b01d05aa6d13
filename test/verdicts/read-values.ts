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
  if (isNever(view)) return [`take<never>(${name});`];
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

function isNever({ scalars, values, arrays, objects, streams, hasUnknownVariant }: TypeView): boolean {
  return scalars.size + values.size + arrays.length + objects.length + streams.length === 0 && !hasUnknownVariant;
}

/** A scalar is passed on as what it is declared to be, and compared with every listed value. */
function leafLines(name: string, view: TypeView, missing: readonly string[]): readonly string[] {
  const literals = listedValues(view);
  const types = [...new Set([...[...view.scalars].filter((scalar) => scalar !== "bytes"), ...literals, ...missing])];
  const compared = literals.map((text) => `if (${name} === ${text}) take<unknown>(${name});`);
  return types.length === 0 ? [] : [`take<${types.join(" | ")}>(${name});`, ...compared];
}

/** Reads each kind of value after the other kinds are ruled out, so that code for a kind that is gone does not compile. */
function partsOf(name: string, view: TypeView, keys: readonly string[], counter: Counter): readonly string[] {
  const { scalars, values, arrays, objects, streams } = view;
  const [array] = arrays;
  const [stream] = streams;
  const kinds: readonly Branch[] = [
    ...(objects.length === 0
      ? []
      : [{ test: `typeof ${name} === "object" && !Array.isArray(${name})`, lines: objectsLines(name, view, keys, counter) }]),
    ...(array === undefined
      ? []
      : [
          {
            test: `Array.isArray(${name})`,
            lines: [
              `take<number>(${name}.length);`,
              `take<readonly unknown[]>(${name});`,
              ...array.prefix.flatMap((item, index) =>
                readPart(`${name}[${index}]`, item, keys, counter, index >= array.required),
              ),
              ...itemLines(name, array.rest ?? array.prefix[0], keys, counter, ""),
            ],
          },
        ]),
    ...(stream === undefined ? [] : [{ test: "", lines: itemLines(name, stream.item, keys, counter, "await ") }]),
  ];
  const [only, ...others] = kinds;
  const simple = [...scalars].filter((scalar) => scalar !== "null" && scalar !== "undefined");
  if (only === undefined) return [];
  if (simple.length + values.size > 0) return branches([...scalarBranch(name, view, simple), ...kinds]);
  return others.length === 0 ? (only.lines.length === 0 ? [`take<object>(${name});`] : only.lines) : branches(kinds);
}

interface Branch {
  /** The condition; empty if nothing tells the values from others. */
  readonly test: string;
  readonly lines: readonly string[];
}

function scalarBranch(name: string, view: TypeView, simple: readonly string[]): readonly Branch[] {
  const kinds = new Set([...simple, ...[...view.values.values()].map((value) => typeof value)]);
  if (kinds.has("Blob") || kinds.has("bytes") || kinds.has("object")) return [];
  const test = [...kinds].map((kind) => `typeof ${name} === "${kind}"`).join(" || ");
  return [{ test, lines: leafLines(name, view, []) }];
}

/** `if … else if … else`: the last branch has what the others have left. */
function branches(all: readonly Branch[]): readonly string[] {
  return all.flatMap(({ test, lines }, index) => {
    const isLast = index === all.length - 1 && index > 0;
    const start = isLast ? "else {" : `${index > 0 ? "else " : ""}if (${test === "" ? "true" : test}) {`;
    return [start, ...lines.map((line) => `  ${line}`), `}`];
  });
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
  if (others.length === 0 && !view.hasUnknownVariant) return propertyLines(name, only, keys, counter);
  const tests = view.objects.map((object) => ({ object, ...testOf(name, object, view) }));
  const known = tests.filter(({ test }) => test !== "");
  const rest = tests.filter(({ isCertain }) => !isCertain);
  const chain = known.map(({ test, object }) => ({ test, lines: propertyLines(name, object, keys, counter) }));
  const [last] = rest.length === 0 ? known.slice(-1) : rest;
  const isExhaustive = rest.length <= 1 && !view.hasUnknownVariant && last !== undefined && view.objects.length > 1;
  const common = [...shapeLines(name, view), ...commonNames(view).map((property) => `take<unknown>(${access(name, property)});`)];
  if (!isExhaustive) return [...common, ...branches([...chain, ...(chain.length > 1 ? [{ test: "", lines: [] }] : [])])];
  const before = chain.filter((_, index) => known[index]?.object !== last.object);
  return [...common, ...branches([...before, { test: "", lines: propertyLines(name, last.object, keys, counter) }])];
}

/** Passes a value on as one of the variants. */
function shapeLines(name: string, { objects, hasUnknownVariant }: TypeView): readonly string[] {
  if (hasUnknownVariant || objects.some(({ others, properties }) => others !== undefined || properties.size === 0)) return [];
  const shapes = objects.map(({ properties }) =>
    [...properties.values()]
      .map((property) => `${JSON.stringify(property.name)}${property.required ? "" : "?"}: unknown`)
      .join("; "),
  );
  return [`take<${shapes.map((shape) => `{ ${shape} }`).join(" | ")}>(${name});`];
}

/** What tells one variant from the others; empty if nothing does. It is certain if no value of the variant fails it. */
function testOf(name: string, object: ObjectView, view: TypeView): { readonly test: string; readonly isCertain: boolean } {
  const tag = tagProperty(view.objects);
  const values = tag === undefined ? [] : constantsOf(object.properties.get(tag));
  if (tag !== undefined && values.length > 0)
    return { test: values.map((value) => `${access(name, tag)} === ${value}`).join(" || "), isCertain: true };
  const own = [...object.properties.values()].filter((property) =>
    view.objects.every((other) => other === object || (!other.properties.has(property.name) && other.others === undefined)),
  );
  const chosen = own.find(({ required }) => required) ?? own[0];
  if (chosen === undefined || view.hasUnknownVariant) return { test: "", isCertain: false };
  return { test: `${JSON.stringify(chosen.name)} in ${name}`, isCertain: chosen.required };
}

/** The properties that can be read before the variant is known. */
function commonNames({ objects, hasUnknownVariant }: TypeView): readonly string[] {
  const [first, ...others] = objects;
  if (hasUnknownVariant) return [];
  return [...(first?.properties.keys() ?? [])].filter((name) => others.every(({ properties }) => properties.has(name)));
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
  return [
    ...[...properties.values()].flatMap((property) =>
      readPart(access(name, property.name), property.type, keys, counter, !property.required),
    ),
    ...(others === undefined ? [] : [`take<unknown>(${name}["x-other"]);`]),
    // The index signature of an object with properties has their types, too.
    ...(typeof others === "object" && properties.size === 0 ? readPart(`${name}["x-other"]`, others, keys, counter, true) : []),
  ];
}

/** As people write it: the compiler lets `[…]` pass on a type without values, on which `.` is an error. */
function access(name: string, property: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(property) ? `${name}.${property}` : `${name}[${JSON.stringify(property)}]`;
}

function readPart(
  expression: string,
  type: Type,
  keys: readonly string[],
  counter: Counter,
  isOptional: boolean,
): readonly string[] {
  const each = `v${(counter.next += 1)}`;
  return [`const ${each} = ${expression};`, `take<unknown>(${each});`, ...linesOf(each, type, keys, counter, isOptional)];
}
