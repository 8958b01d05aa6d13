import { schemaLookup } from "../../model/traversal/dereference.js";
import { mergeProperties } from "../../model/traversal/merge-properties.js";
import type { ObjectSchema, Property, Schema, SchemaKey } from "../../model/types/schema.js";
import { identifier } from "../text/code.js";
import { hasIndexSignature } from "./object-types.js";
import { typeOf, type TypeScope } from "./type-scope.js";
import { isUnconstrained, visibleProperties } from "./visible-properties.js";

/** The parts of an interface: the interfaces that it extends, the objects whose members it declares, and all its members by name. */
export interface InterfaceShape {
  readonly bases: readonly SchemaKey[];
  readonly own: readonly ObjectSchema[];
  /** `own`, and the objects of the bases. */
  readonly all: readonly ObjectSchema[];
  /** Including the members of the bases. */
  readonly members: ReadonlyMap<string, Property>;
  /** Whether it has an index signature. Such an interface extends no other, because the members of the base would have to fit the signature. */
  readonly hasIndexSignature: boolean;
}

/** Finds the schemas whose type an interface can express exactly. Editors show an interface by its name alone. */
export interface InterfaceShapes {
  /** The shape of a schema; undefined if only a type alias can express its type. */
  of(schema: Schema, scope: TypeScope): InterfaceShape | undefined;
}

export function createInterfaceShapes(): InterfaceShapes {
  const known = new Map<string, InterfaceShape | undefined>();

  function ofNamed(key: SchemaKey, scope: TypeScope): InterfaceShape | undefined {
    const id = `${scope.direction} ${key}`;
    if (!known.has(id)) {
      // A schema that is asked for again meanwhile is part of a reference cycle, which no interface can express.
      known.set(id, undefined);
      const schema = scope.schemas.get(key)?.schema;
      known.set(id, schema && shapeOf(schema, { ...withoutImports(scope), readonlyArrays: false }));
    }
    return known.get(id);
  }

  function shapeOf(schema: Schema, scope: TypeScope): InterfaceShape | undefined {
    if (schema.kind === "object") return schema.typeParameterName === undefined ? objectShape(schema, scope) : undefined;
    return schema.kind === "intersection" ? intersectionShape(schema.members, scope) : undefined;
  }

  function intersectionShape(parts: readonly Schema[], scope: TypeScope): InterfaceShape | undefined {
    const shapes = parts.filter((part) => !isUnconstrained(part, scope)).map((part) => partShape(part, scope));
    const found = shapes.filter((shape) => shape !== undefined);
    if (found.length < shapes.length || found.length === 0) return undefined;
    const nonEmpty = found.filter(({ members, all }) => members.size > 0 || all.some(({ additional }) => additional !== "open"));
    const merged = mergeMembers(found, scope);
    return merged && combineShapes(nonEmpty.length > 0 ? nonEmpty : found, merged);
  }

  /** A referenced object becomes a base, any other part contributes its members. */
  function partShape(part: Schema, scope: TypeScope): InterfaceShape | undefined {
    if (part.kind !== "reference") return shapeOf(part, scope);
    const shape = ofNamed(part.target, scope);
    return shape && { ...shape, bases: [part.target], own: [] };
  }

  // The types of members are only compared, so the names in them must not become imports.
  return { of: (schema, scope) => shapeOf(schema, withoutImports(scope)) };
}

/** A scope for types that are only compared. */
export function withoutImports(scope: TypeScope): TypeScope {
  return { ...scope, model: identifier, runtime: identifier };
}

function objectShape(schema: ObjectSchema, scope: TypeScope): InterfaceShape {
  const members = new Map(visibleProperties(schema, scope).map((property) => [property.name, property]));
  return { bases: [], own: [schema], all: [schema], members, hasIndexSignature: hasIndexSignature(schema, scope) };
}

interface MergedMembers {
  readonly members: ReadonlyMap<string, Property>;
  /** Members that the interface must declare itself, because its parts declare them differently. */
  readonly redeclared: ReadonlyMap<string, Property>;
}

/** Undefined if two parts declare a member with types that an interface cannot combine. */
function mergeMembers(shapes: readonly InterfaceShape[], scope: TypeScope): MergedMembers | undefined {
  const members = new Map<string, Property>();
  const redeclared = new Map<string, Property>();
  for (const property of shapes.flatMap((shape) => [...shape.members.values()])) {
    const before = members.get(property.name);
    const same = before === undefined || typeOf(before.schema, scope).code === typeOf(property.schema, scope).code;
    const both = before === undefined ? property : mergeProperties(before, property, same, schemaLookup(scope.schemas));
    if (both === undefined) return undefined;
    members.set(property.name, both);
    if (!same || (before !== undefined && before.required !== property.required)) redeclared.set(property.name, both);
  }
  return { members, redeclared };
}

function combineShapes(shapes: readonly InterfaceShape[], { members, redeclared }: MergedMembers): InterfaceShape | undefined {
  const all = [...new Set(shapes.flatMap((shape) => shape.all))].map((object) => withRedeclared(object, redeclared));
  if (shapes.some(({ hasIndexSignature }) => hasIndexSignature))
    return { bases: [], own: all, all, members, hasIndexSignature: true };
  const bases = [...new Set(shapes.flatMap((shape) => shape.bases))];
  const own = shapes.flatMap((shape) => shape.own).map((object) => withRedeclared(object, redeclared));
  const ownNames = new Set(own.flatMap(({ properties }) => properties.map(({ name }) => name)));
  const missing = [...redeclared.values()].filter(({ name }) => !ownNames.has(name));
  const first = own[0] ?? all[0];
  return {
    bases,
    own: missing.length === 0 || first === undefined ? own : [...own, { ...first, properties: missing }],
    all,
    members,
    hasIndexSignature: false,
  };
}

/** The object with the merged declarations of its properties. */
function withRedeclared(object: ObjectSchema, redeclared: ReadonlyMap<string, Property>): ObjectSchema {
  if (redeclared.size === 0) return object;
  return { ...object, properties: object.properties.map((property) => redeclared.get(property.name) ?? property) };
}
