import type { Json } from "../../load/tree/node.js";
import type { SchemaLookup } from "../../model/traversal/dereference.js";
import { referenceChain } from "../../model/traversal/dereference.js";
import type { Property, Schema, SchemaKey } from "../../model/types/schema.js";
import type { BodyShapesPlan } from "../types/fake-plan.js";
import type { OperationPlan } from "../types/operation-plan.js";
import { minimalValue } from "./minimal-values.js";

/** What handlers of `./testing` need to complete a part of a body: the shape of each JSON response, and of the models in them. */
export function planBodyShapes(
  operations: readonly OperationPlan[],
  lookup: SchemaLookup,
  nameOf: (key: SchemaKey) => string,
): BodyShapesPlan {
  const used = new Map<string, Schema | undefined>();
  const inline = new Map<Schema, string>();
  const use = (name: string, schema: Schema | undefined) => (used.set(name, schema), name);
  const context: ShapeContext = {
    lookup,
    useModel: (key) => use(nameOf(key), lookup(key)),
    useInline: (schema, place) => inline.get(schema) ?? (inline.set(schema, place), use(place, schema)),
  };
  const bodies = new Map(
    operations.map(({ qualifiedName, responses }) => [
      qualifiedName,
      Object.fromEntries(responses.flatMap((response) => bodyOf(response, qualifiedName, context))),
    ]),
  );
  const models = new Map<string, Json>();
  // Models may refer to further ones, which are added to `used` meanwhile.
  for (const [name, schema] of used) models.set(name, rootShape(schema, name, context));
  const sorted = [...models].sort(([a], [b]) => (a < b ? -1 : 1));
  return { bodies, models: Object.fromEntries(sorted) };
}

interface ShapeContext {
  readonly lookup: SchemaLookup;
  /** The name of a model, whose shape is then part of the plan. */
  readonly useModel: (key: SchemaKey) => string;
  /** The same for an `allOf` without a name, called after its place: it may contain itself, and written out it would have no end. */
  readonly useInline: (schema: Schema, place: string) => string;
}

function bodyOf(
  { status, body, otherBodies }: OperationPlan["responses"][number],
  operation: string,
  context: ShapeContext,
): readonly (readonly [string, Json])[] {
  const shapes = [body, ...otherBodies].flatMap((one) =>
    one.kind === "json" ? [rootShape(one.schema, `${operation} ${status}`, context)] : [],
  );
  const [only, ...others] = shapes;
  if (only === undefined || !shapes.some(isContainer)) return [];
  return [[status, others.length === 0 ? only : { anyOf: shapes }]];
}

/** The shape of what has a name already. */
function rootShape(schema: Schema | undefined, place: string, context: ShapeContext): Json {
  if (schema?.kind !== "intersection") return shapeOf(schema, place, context);
  return objectShape(propertiesIn(schema, context.lookup), "open", place, context);
}

/** As `BodyShape` of the runtime. */
function shapeOf(schema: Schema | undefined, place: string, context: ShapeContext): Json {
  if (schema === undefined) return null;
  if (schema.kind === "reference") return referenceShape(schema, context);
  if (schema.kind === "array") return { items: shapeOf(schema.items, `${place}[]`, context) };
  if (schema.kind === "object") return objectShape(schema.properties, schema.additional, place, context);
  if (schema.kind === "intersection") return { model: context.useInline(schema, place) };
  return schema.kind === "union" ? unionShape(schema.members, place, context) : scalarShape(schema, context);
}

/** A value that is an object itself, of an enum, would look like a shape. */
function scalarShape(schema: Schema, { lookup }: ShapeContext): Json {
  const value = minimalValue(schema, lookup);
  return isContainer(value) ? null : value;
}

function referenceShape(schema: Schema, context: ShapeContext): Json {
  const last = referenceChain(schema, context.lookup).findLast(({ kind }) => kind === "reference") ?? schema;
  const target = last.kind === "reference" ? context.lookup(last.target) : undefined;
  if (target === undefined || last.kind !== "reference") return null;
  const isScalar = !["object", "array", "union", "intersection"].includes(target.kind);
  return isScalar ? scalarShape(target, context) : { model: context.useModel(last.target) };
}

function objectShape(
  properties: readonly Property[],
  additional: Schema | "open" | "closed",
  place: string,
  context: ShapeContext,
): Json {
  const received = properties.filter(({ writeOnly }) => !writeOnly);
  if (received.length === 0 && typeof additional === "object") return { values: shapeOf(additional, `${place}[]`, context) };
  const shapeOfProperty = ({ name, schema }: Property) => shapeOf(schema, `${place}.${name}`, context);
  const required = received.filter((property) => property.required);
  const optional = received
    .filter((property) => !property.required)
    .map((property) => [property.name, shapeOfProperty(property)] as const)
    .filter(([, shape]) => isContainer(shape));
  const constants = required
    .filter(({ schema }) => schema.kind === "enum" && schema.members.length === 1)
    .map(({ name }) => name);
  return {
    required: Object.fromEntries(required.map((property) => [property.name, shapeOfProperty(property)])),
    ...(optional.length > 0 && { optional: Object.fromEntries(optional) }),
    ...(constants.length > 0 && { constants }),
  };
}

function unionShape(members: readonly Schema[], place: string, context: ShapeContext): Json {
  const shapes = members
    .filter(({ kind }) => kind !== "null")
    .map((member, index) => shapeOf(member, `${place}|${index}`, context));
  const [only = null, ...others] = shapes;
  return others.length === 0 ? only : { anyOf: shapes };
}

function isContainer(shape: Json): boolean {
  return typeof shape === "object" && shape !== null && !Array.isArray(shape);
}

/** The properties of all parts of an `allOf`; a property is required if one of them says so. */
function propertiesIn(schema: Schema, lookup: SchemaLookup, seen: ReadonlySet<Schema> = new Set()): readonly Property[] {
  if (seen.has(schema)) return [];
  const within = new Set([...seen, schema]);
  if (schema.kind === "object") return schema.properties;
  if (schema.kind === "reference") {
    const target = lookup(schema.target);
    return target === undefined ? [] : propertiesIn(target, lookup, within);
  }
  if (schema.kind !== "intersection") return [];
  const all = schema.members.flatMap((member) => propertiesIn(member, lookup, within));
  const required = new Set(all.filter((property) => property.required).map(({ name }) => name));
  return [...new Map(all.map((property) => [property.name, { ...property, required: required.has(property.name) }])).values()];
}
