import { mapItems, withField } from "../../model/traversal/map-schema.js";
import { schemaLookup } from "../../model/traversal/dereference.js";
import type { Api } from "../../model/types/api.js";
import type { IntersectionSchema, ObjectSchema, Property, Schema, UnionSchema } from "../../model/types/schema.js";
import { propertiesOf } from "../content/schema-shapes.js";
import { typeName } from "../names/identifiers.js";
import type { Sender } from "../types/model-plan.js";
import type { InlineRegistry } from "./inline-registry.js";
import { everywhere, type ObjectNames, type Position, ranks } from "./object-names.js";
import { isSmall } from "./small-objects.js";
import { variantNames } from "./variant-names.js";

/** Replaces inline objects by references to named ones. */
export interface Visitor {
  readonly api: Api;
  readonly registry: InlineRegistry;
  readonly sender?: Sender;
  /** Only schemas with `x-specloom-name` get a name. */
  readonly pinnedOnly: boolean;
}

/** The schema with references in place of the objects in it that get a name, and of itself if it is one. */
export function visitSchema(schema: Schema, position: Position, visitor: Visitor): Schema {
  const { typeName: pinned, ...docs } = schema.docs;
  if (pinned === undefined) return visitUnpinned(schema, position, visitor);
  const unpinned: Schema = { ...schema, docs };
  const value = nonNullMember(unpinned);
  // The name of a value that may be null is that of the value.
  if (unpinned.kind === "union" && value !== undefined)
    return {
      ...unpinned,
      members: unpinned.members.map((member) => (member === value ? addPinned(member, pinned, position, visitor) : member)),
    };
  return addPinned(unpinned, pinned, position, visitor);
}

/**
 * The name that the rules give the schema stays as an alias, so that an overlay with names takes none away. If the rules would give the very
 * name, which an overlay keeps, there is none: the first of their names is that of another object.
 */
function addPinned(schema: Schema, name: string, position: Position, visitor: Visitor): Schema {
  if (schema.kind === "reference") return schema;
  const { registry, sender } = visitor;
  const visited = visitParts(schema, position, visitor);
  const isKept = position.value.candidates.includes(name) || position.value.candidates.includes(name.replace(/(?<!\d)\d+$/, ""));
  if (!isKept && isNamed(visited, position.value, visitor)) registry.add(schema, visited, position.value, sender);
  return registry.add(schema, visited, { ...position.value, candidates: [typeName(name)], rank: ranks.pinned }, sender);
}

/** The only member of a union besides null. */
function nonNullMember(schema: Schema): Schema | undefined {
  if (schema.kind !== "union") return undefined;
  const [value, ...others] = schema.members.filter(({ kind }) => kind !== "null");
  return others.length === 0 && schema.members.length > 1 ? value : undefined;
}

function visitUnpinned(schema: Schema, position: Position, visitor: Visitor): Schema {
  const visited = visitParts(schema, position, visitor);
  if (!isNamed(visited, position.value, visitor)) return visited;
  return visitor.registry.add(schema, visited, position.value, visitor.sender);
}

/** Whether a schema gets a name: an object with properties, or an `allOf` with such an object, unless it is small. */
function isNamed(schema: Schema, { always }: ObjectNames, { pinnedOnly }: Visitor): boolean {
  if (pinnedOnly) return false;
  if (schema.kind === "object")
    return schema.properties.length > 0 && schema.typeParameterName === undefined && (always || !isSmall(schema));
  return (
    schema.kind === "intersection" &&
    schema.members.every(({ kind }) => kind === "object" || kind === "reference" || kind === "any") &&
    schema.members.some((part) => part.kind === "object" && part.properties.length > 0)
  );
}

/** Visits what is in a schema. */
export function visitParts(schema: Schema, position: Position, visitor: Visitor): Schema {
  if (schema.kind === "array") return withField(schema, "items", visitSchema(schema.items, everywhere(position.item), visitor));
  if (schema.kind === "object") return visitObject(schema, position, visitor);
  if (schema.kind === "union") return visitUnion(schema, position, visitor);
  return schema.kind === "intersection" ? visitIntersection(schema, position, visitor) : schema;
}

function visitObject(schema: ObjectSchema, position: Position, visitor: Visitor): ObjectSchema {
  const isMap = schema.properties.length === 0;
  const { additional } = schema;
  const properties = mapItems(schema.properties, (property) => visitProperty(property, position.value, visitor));
  const visited = withField(schema, "properties", properties);
  if (typeof additional === "string" || !isMap) return visited;
  return withField(visited, "additional", visitSchema(additional, everywhere(position.item), visitor));
}

/** Most properties hold no object, and to find this out takes less time than to make names for one. */
function visitProperty(property: Property, names: ObjectNames, visitor: Visitor): Property {
  if (!mayHoldNamed(property.schema)) return property;
  return withField(property, "schema", visitSchema(property.schema, names.members(property), visitor));
}

function mayHoldNamed(schema: Schema): boolean {
  if (schema.docs.typeName !== undefined || schema.kind === "object" || schema.kind === "intersection") return true;
  if (schema.kind === "array") return mayHoldNamed(schema.items);
  return schema.kind === "union" && schema.members.some(mayHoldNamed);
}

/** One object among the members has the name of the place. Of several, those have a name that something tells apart. */
function visitUnion(schema: UnionSchema, position: Position, visitor: Visitor): UnionSchema {
  const objects = schema.members.filter(({ kind }) => kind === "object" || kind === "intersection");
  const variants =
    objects.length > 1
      ? variantNames(schema, objects, position.value, schemaLookup(visitor.api.schemas))
      : new Map<Schema, ObjectNames>();
  const visit = (member: Schema): Schema => {
    if (objects.length < 2 || !objects.includes(member)) return visitSchema(member, position, visitor);
    const names = variants.get(member);
    return names === undefined ? visitParts(member, position, visitor) : visitSchema(member, everywhere(names), visitor);
  };
  return withField(schema, "members", mapItems(schema.members, visit));
}

/** A property that several parts declare stays as it is, because their declarations are compared and merged. */
function visitIntersection(schema: IntersectionSchema, { value }: Position, visitor: Visitor): IntersectionSchema {
  const declared = schema.members.map((member) => propertiesOf(member, visitor.api));
  if (declared.includes(undefined)) return schema;
  const names = declared.flatMap((properties) => (properties ?? []).map(({ name }) => name));
  const isDeclaredOnce = ({ name }: Property): boolean => names.indexOf(name) === names.lastIndexOf(name);
  const visit = (member: Schema): Schema => {
    if (member.kind !== "object") return member;
    const visitOne = (one: Property): Property => (isDeclaredOnce(one) ? visitProperty(one, value, visitor) : one);
    return withField(member, "properties", mapItems(member.properties, visitOne));
  };
  return withField(schema, "members", mapItems(schema.members, visit));
}
