import { mergeProperties } from "../../model/traversal/merge-properties.js";
import type { ObjectSchema, Property, Schema, SchemaKey } from "../../model/types/schema.js";
import { identifier } from "../text/code.js";
import { objectMembers } from "./object-types.js";
import { unknownType } from "./type-expression.js";
import { typeOf, type TypeScope } from "./type-scope.js";
import { visibleProperties } from "./visible-properties.js";

/** What an interface is made of: the interfaces that it extends, the objects whose members it holds, and all its members by name. */
export interface InterfaceShape {
  readonly bases: readonly SchemaKey[];
  readonly own: readonly ObjectSchema[];
  /** The objects of the bases as well. */
  readonly all: readonly ObjectSchema[];
  /** With the members of the bases. */
  readonly members: ReadonlyMap<string, Property>;
  /** Every other key has a type of its own, which all members must fit. Such an interface extends none: it would have to fit theirs. */
  readonly indexed: boolean;
}

/** Tells which schemas can be interfaces exactly: a name that means the same, with one-line hovers. */
export interface InterfaceShapes {
  /** The shape of a schema; undefined where only an alias says the same. */
  of(schema: Schema, scope: TypeScope): InterfaceShape | undefined;
}

export function createInterfaceShapes(): InterfaceShapes {
  const known = new Map<string, InterfaceShape | undefined>();

  function ofNamed(key: SchemaKey, scope: TypeScope): InterfaceShape | undefined {
    const id = `${scope.direction} ${key}`;
    if (!known.has(id)) {
      // Whoever asks again while this is being found out stands in a circle, where there is no interface.
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
    const shapes = parts.filter((part) => !addsNothing(part, scope)).map((part) => partShape(part, scope));
    const found = shapes.filter((shape) => shape !== undefined);
    if (found.length < shapes.length || found.length === 0) return undefined;
    const told = found.filter(({ members, indexed }) => members.size > 0 || indexed);
    const merged = mergeMembers(found, scope);
    return merged && combineShapes(told.length > 0 ? told : found, merged);
  }

  /** What a part adds: a reference is a base, anything else is taken apart. */
  function partShape(part: Schema, scope: TypeScope): InterfaceShape | undefined {
    if (part.kind !== "reference") return shapeOf(part, scope);
    const shape = ofNamed(part.target, scope);
    return shape && { ...shape, bases: [part.target], own: [] };
  }

  // Texts of members are compared and never written, so the names in them must not become imports.
  return { of: (schema, scope) => shapeOf(schema, withoutImports(scope)) };
}

function withoutImports(scope: TypeScope): TypeScope {
  return { ...scope, model: identifier, runtime: identifier };
}

function objectShape(schema: ObjectSchema, scope: TypeScope): InterfaceShape {
  const members = new Map(visibleProperties(schema, scope).map((property) => [property.name, property]));
  return { bases: [], own: [schema], all: [schema], members, indexed: isIndexed(schema, scope) };
}

/** Every member fits beside an index of unknown values, so that one asks nothing of an interface. */
function isIndexed(schema: ObjectSchema, scope: TypeScope): boolean {
  const { index } = objectMembers(schema, scope);
  return index !== undefined && index.code !== unknownType.code;
}

/** Nothing on this side of the wire, that is: of what is read-only, a request says nothing. */
function addsNothing(schema: Schema, scope: TypeScope): boolean {
  return (
    schema.kind === "any" ||
    (schema.kind === "object" && schema.additional === "open" && visibleProperties(schema, scope).length === 0)
  );
}

interface MergedMembers {
  readonly members: ReadonlyMap<string, Property>;
  /** Those that an interface must say again, because its parts say them differently. */
  readonly said: ReadonlyMap<string, Property>;
}

/** Undefined where two parts say of one member what an interface cannot say at once. */
function mergeMembers(shapes: readonly InterfaceShape[], scope: TypeScope): MergedMembers | undefined {
  const members = new Map<string, Property>();
  const said = new Map<string, Property>();
  for (const property of shapes.flatMap((shape) => [...shape.members.values()])) {
    const before = members.get(property.name);
    const same = before === undefined || typeOf(before.schema, scope).code === typeOf(property.schema, scope).code;
    const both =
      before === undefined ? property : mergeProperties(before, property, same, (key) => scope.schemas.get(key)?.schema);
    if (both === undefined) return undefined;
    members.set(property.name, both);
    if (!same || (before !== undefined && before.required !== property.required)) said.set(property.name, both);
  }
  return { members, said };
}

function combineShapes(shapes: readonly InterfaceShape[], { members, said }: MergedMembers): InterfaceShape | undefined {
  const all = [...new Set(shapes.flatMap((shape) => shape.all))].map((object) => withRedeclared(object, said));
  if (shapes.some(({ indexed }) => indexed)) return { bases: [], own: all, all, members, indexed: true };
  const bases = [...new Set(shapes.flatMap((shape) => shape.bases))];
  const own = shapes.flatMap((shape) => shape.own).map((object) => withRedeclared(object, said));
  const told = new Set(own.flatMap(({ properties }) => properties.map(({ name }) => name)));
  const more = [...said.values()].filter(({ name }) => !told.has(name));
  const extra = own[0] ?? all[0];
  return {
    bases,
    own: more.length === 0 || extra === undefined ? own : [...own, { ...extra, properties: more }],
    all,
    members,
    indexed: false,
  };
}

/** An object whose properties are what all parts together say of them. */
function withRedeclared(object: ObjectSchema, said: ReadonlyMap<string, Property>): ObjectSchema {
  if (said.size === 0) return object;
  return { ...object, properties: object.properties.map((property) => said.get(property.name) ?? property) };
}
