import type { Schema } from "../../model/types/schema.js";
import {
  type ArrayView,
  emptyView,
  isTypeRef,
  type ObjectView,
  type PropertyView,
  type Scalar,
  type TypeRef,
  type TypeView,
  unknownView,
} from "./type-view.js";

/** The type `A | B | …`. */
export function unionOfViews(views: readonly TypeView[]): TypeView {
  const [only, ...others] = views;
  if (only !== undefined && others.length === 0) return only;
  if (views.some(({ isUnknown }) => isUnknown)) return unknownView;
  return {
    isUnknown: false,
    scalars: new Set(views.flatMap(({ scalars }) => [...scalars])),
    values: new Map(views.flatMap(({ values }) => [...values])),
    arrays: views.flatMap(({ arrays }) => arrays),
    objects: uniqueObjects(views.flatMap(({ objects }) => objects)),
    streams: views.flatMap(({ streams }) => streams),
    hasUnknownVariant: views.some(({ hasUnknownVariant }) => hasUnknownVariant),
  };
}

function uniqueObjects(objects: readonly ObjectView[]): readonly ObjectView[] {
  const keys = new Set<string>();
  return objects.filter(({ key, tag }) => {
    const id = key === undefined ? undefined : `${key} ${tag ?? ""}`;
    const isNew = id === undefined || !keys.has(id);
    if (id !== undefined) keys.add(id);
    return isNew;
  });
}

/** How many alternatives an intersection of unions may have; more are taken for one of them. */
const mostAlternatives = 64;

/** The type `A & B`. */
export function intersectViews(a: TypeView, b: TypeView): TypeView {
  if (a.isUnknown) return b;
  if (b.isUnknown) return a;
  const objects = a.objects.flatMap((one) => b.objects.map((other) => intersectObjects(one, other)));
  return {
    ...emptyView,
    ...intersectScalars(a, b),
    arrays: a.arrays.length === 0 || b.arrays.length === 0 ? [] : intersectArrays(a.arrays, b.arrays),
    objects: objects.slice(0, mostAlternatives),
    streams: a.streams,
    hasUnknownVariant: a.hasUnknownVariant || b.hasUnknownVariant,
  };
}

function intersectScalars(a: TypeView, b: TypeView): Pick<TypeView, "scalars" | "values"> {
  const listed = [...a.values, ...b.values].filter(([text, value]) => allows(a, text, value) && allows(b, text, value));
  const isListed = (view: TypeView, scalar: Scalar) => [...view.values.values()].some((value) => typeof value === scalar);
  const scalars = [...a.scalars].filter(
    (scalar) => b.scalars.has(scalar) || (scalar === "null" && (isListed(a, scalar) || isListed(b, scalar))),
  );
  return { scalars: new Set(scalars), values: new Map(listed) };
}

function allows(view: TypeView, text: string, value: unknown): boolean {
  const kind = typeof value;
  return view.values.has(text) || (isScalar(kind) && view.scalars.has(kind));
}

function isScalar(kind: string): kind is "boolean" | "number" | "string" {
  return kind === "boolean" || kind === "number" || kind === "string";
}

function intersectArrays(a: readonly ArrayView[], b: readonly ArrayView[]): readonly ArrayView[] {
  const [one] = a;
  const [other] = b;
  if (one?.rest === undefined || other?.rest === undefined || one.prefix.length + other.prefix.length > 0) return a;
  return [{ prefix: [], required: 0, rest: intersectTypes(one.rest, other.rest) }];
}

function intersectObjects(a: ObjectView, b: ObjectView): ObjectView {
  const properties = new Map(a.properties);
  for (const [name, property] of b.properties) {
    const before = properties.get(name);
    properties.set(name, before === undefined ? property : intersectProperties(before, property));
  }
  return {
    key: a.key ?? b.key,
    tag: a.tag ?? b.tag,
    properties,
    others: othersOf(a, b),
    typeParameter: a.typeParameter ?? b.typeParameter,
  };
}

/** An object without listed properties allows any, which adds nothing to one that has some. */
function othersOf(a: ObjectView, b: ObjectView): ObjectView["others"] {
  const described = [a, b].filter(({ properties, others }) => !(others === "unknown" && properties.size === 0));
  if (described.length < 2) return described[0] === undefined ? a.others : described[0].others;
  return typeof a.others === "object" ? a.others : (b.others ?? a.others);
}

function intersectProperties(a: PropertyView, b: PropertyView): PropertyView {
  const type = isTypeRef(a.type) && isTypeRef(b.type) ? intersectTypes(a.type, b.type) : b.type;
  return { ...b, required: a.required || b.required, type };
}

/** The same two schemas give the same intersection each time. */
function intersectTypes(a: TypeRef, b: TypeRef): TypeRef {
  if (a.schema === b.schema) return a;
  const { intersections } = a.side;
  const known = intersections.get(a.schema) ?? new Map<Schema, Schema>();
  intersections.set(a.schema, known);
  const schema = known.get(b.schema) ?? {
    kind: "intersection",
    members: [a.schema, b.schema],
    docs: { ...a.schema.docs, ...b.schema.docs },
    place: b.schema.place,
  };
  known.set(b.schema, schema);
  return { schema, side: a.side };
}
