import type { Json } from "../../load/tree/node.js";
import type { Schema, UnionSchema } from "../../model/types/schema.js";
import { constantsOf } from "./closed-enums.js";
import { unionOfViews } from "./combine-views.js";
import { enumViewOf } from "./enum-view.js";
import { isTypeRef, type ObjectView, type Side, type TypeRef, type TypeView } from "./type-view.js";

/** The union of the members; if it has a discriminator, each object has the values that select it. */
export function expandUnion(union: UnionSchema, side: Side, expand: (type: TypeRef) => TypeView): TypeView {
  const property = union.discriminator?.property ?? side.impliedDiscriminators.properties.get(union);
  const members = union.members.map((schema) => ({ schema, view: expand({ schema, side }) }));
  if (property === undefined) return unionOfViews(members.map(({ view }) => view));
  const tagged = members.map(({ schema, view }) => tagMember(schema, view, union, property, side));
  const all = unionOfViews(tagged.map(({ view }) => view));
  const isOpen = tagged.some(({ values }) => values.some((value) => typeof value !== "boolean"));
  const hasDefault = union.discriminator?.defaultVariant !== undefined;
  return { ...all, hasUnknownVariant: all.hasUnknownVariant || (isOpen && !hasDefault && side.direction === "received") };
}

function tagMember(
  schema: Schema,
  view: TypeView,
  { discriminator }: UnionSchema,
  property: string,
  side: Side,
): { readonly view: TypeView; readonly values: readonly Json[] } {
  const constants = constantsOf(schema, property, side);
  if (constants.length > 0) return { view: mapObjects(view, (object) => withOwnTag(object, property)), values: constants };
  const mapped = schema.kind === "reference" ? (discriminator?.values.get(schema.target) ?? []) : [];
  if (mapped.length === 0) return { view, values: mapped };
  return { view: mapObjects(view, (object) => withMappedTag(object, property, mapped, schema)), values: mapped };
}

function mapObjects(view: TypeView, change: (object: ObjectView) => ObjectView): TypeView {
  return { ...view, objects: view.objects.map(change) };
}

/** The object declares the constants itself. */
function withOwnTag(object: ObjectView, name: string): ObjectView {
  const type = object.properties.get(name)?.type;
  const schema = type !== undefined && isTypeRef(type) ? type.schema : undefined;
  return schema?.kind === "enum" ? { ...object, tag: tagOf(schema.members.map(({ value }) => value)), tagName: name } : object;
}

function tagOf(values: readonly Json[]): string {
  return values
    .map((value) => JSON.stringify(value))
    .sort()
    .join(" or ");
}

/** The type of the object is intersected with the values that the discriminator maps to it. */
function withMappedTag(object: ObjectView, name: string, values: readonly Json[], { place }: Schema): ObjectView {
  const base = { name, required: true, place, description: undefined, deprecated: false };
  const property = { ...base, ...object.properties.get(name), required: true, type: enumViewOf(values, true) };
  return { ...object, tag: tagOf(values), tagName: name, properties: new Map([...object.properties, [name, property]]) };
}
