import { isBinaryIn } from "../../model/schema-passes/binary-strings.js";
import type { ObjectSchema, Property, Schema, SchemaKey, TupleSchema } from "../../model/types/schema.js";
import { intersectViews } from "./combine-views.js";
import { enumViewOf } from "./enum-view.js";
import { expandUnion } from "./expand-union.js";
import { isClosedEnum } from "./closed-enums.js";
import {
  emptyView,
  type ObjectView,
  objectView,
  scalarView,
  type Side,
  type TypeRef,
  type TypeView,
  unknownView,
} from "./type-view.js";

type Kind = Schema["kind"];
type Expanders = { readonly [K in Kind]: (schema: Extract<Schema, { kind: K }>, side: Side) => TypeView };

/** What each kind of schema is in TypeScript: the same decisions as those of `emit/types/type-rules.ts`. */
const expanders: Expanders = {
  any: () => unknownView,
  never: () => emptyView,
  null: () => scalarView("null"),
  boolean: () => scalarView("boolean"),
  number: () => scalarView("number"),
  string: (schema, { direction }) => {
    if (!isBinaryIn(schema, direction === "sent" ? "request" : "response")) return scalarView("string");
    return scalarView(direction === "sent" ? "bytes" : "Blob");
  },
  enum: (schema, side) =>
    enumViewOf(
      schema.members.map(({ value }) => value),
      isClosedEnum(schema, side),
    ),
  array: ({ items }, side) => ({ ...emptyView, arrays: [{ prefix: [], required: 0, rest: { schema: items, side } }] }),
  tuple: tupleView,
  object: (schema, side) => objectView(objectOf(schema, side)),
  reference: ({ target }, side) => withKey(expandTarget(target, side), target),
  union: (schema, side) => expandUnion(schema, side, expand),
  intersection: ({ members }, side) => members.map((schema) => expand({ schema, side })).reduce(intersectViews, unknownView),
};

/** The type of a schema, one level deep. */
export function expand({ schema, side }: TypeRef): TypeView {
  const known = side.views.get(schema);
  if (known !== undefined) return known;
  // A schema that is asked for again meanwhile consists of itself, and adds nothing.
  side.views.set(schema, emptyView);
  const view = expandKind(schema, side);
  side.views.set(schema, view);
  return view;
}

/** The row of the table is looked up by the schema's own kind, which the compiler cannot relate to the schema. */
function expandKind(schema: Schema, side: Side): TypeView {
  const expandOne = expanders[schema.kind] as (schema: Schema, side: Side) => TypeView;
  return expandOne(schema, side);
}

function expandTarget(target: SchemaKey, side: Side): TypeView {
  const named = side.schemas.get(target);
  return named === undefined ? unknownView : expand({ schema: named.schema, side });
}

/** An object that a reference names is known by that name. */
function withKey(view: TypeView, key: SchemaKey): TypeView {
  const [object] = view.objects;
  if (object === undefined || view.objects.length > 1) return view;
  return { ...view, objects: [{ ...object, key }] };
}

function tupleView({ prefix, required, rest }: TupleSchema, side: Side): TypeView {
  const ref = (schema: Schema): TypeRef => ({ schema, side });
  return { ...emptyView, arrays: [{ prefix: prefix.map(ref), required, rest: rest && ref(rest) }] };
}

function objectOf(schema: ObjectSchema, side: Side): Partial<ObjectView> {
  const visible = schema.properties.filter((property) => isVisible(property, side));
  const properties = new Map(
    visible.map(({ name, required, schema: type }) => [
      name,
      {
        name,
        required: required && !side.isPatch,
        type: side.isPatch ? { schema: orNull(type), side } : { schema: type, side },
        place: type.place,
        description: undefined,
        deprecated: false,
      },
    ]),
  );
  return { properties, others: othersOf(schema, visible, side), typeParameter: schema.typeParameterName };
}

function isVisible({ readOnly, writeOnly }: Property, { direction }: Side): boolean {
  return !(direction === "sent" && readOnly) && !(direction === "received" && writeOnly);
}

const nullable = new WeakMap<Schema, Schema>();

function orNull(schema: Schema): Schema {
  const { docs, place } = schema;
  const made = nullable.get(schema) ?? { kind: "union", members: [schema, { kind: "null", docs: {}, place }], docs, place };
  nullable.set(schema, made);
  return made;
}

function othersOf(schema: ObjectSchema, visible: readonly Property[], side: Side): ObjectView["others"] {
  const { additional } = schema;
  if (schema.valueSerialization !== undefined && side.direction === "sent") return { schema: serializable(schema), side };
  if (additional === "open") return visible.length === 0 ? "unknown" : undefined;
  return additional === "closed" ? undefined : { schema: additional, side };
}

const serializables = new WeakMap<ObjectSchema, Schema>();

/** The values that a map with `x-specloom-values` accepts. */
function serializable(schema: ObjectSchema): Schema {
  const { place, valueSerialization } = schema;
  const base = { docs: {}, place };
  const item: readonly Schema[] = [
    { ...base, kind: "string", binary: false },
    { ...base, kind: "number", integer: false },
  ];
  const made: Schema = serializables.get(schema) ?? {
    ...base,
    kind: "union",
    members: [
      ...item,
      { ...base, kind: "boolean" },
      ...(valueSerialization?.list === undefined
        ? []
        : [{ ...base, kind: "array" as const, items: { ...base, kind: "union" as const, members: item } }]),
      ...(valueSerialization?.null === undefined ? [] : [{ ...base, kind: "null" as const }]),
    ],
  };
  serializables.set(schema, made);
  return made;
}
