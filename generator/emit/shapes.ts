import type { ObjectSchema, Schema, SchemaKey } from "../model/schema.js";
import type { Circle } from "./circles.js";
import { ident } from "./code.js";
import { objectText } from "./object-types.js";
import { isCircular, type TypeScope } from "./schema-types.js";

/** What an interface is made of: the interfaces that it extends, the objects whose members it holds, and all its members by name. */
export interface Shape {
  readonly bases: readonly SchemaKey[];
  readonly own: readonly ObjectSchema[];
  /** The objects of the bases as well. */
  readonly all: readonly ObjectSchema[];
  /** With the members of the bases; the text tells whether two members of one name are the same. */
  readonly members: ReadonlyMap<string, string>;
  /** Every other key has a type of its own, which all members must fit. Such an interface extends none: it would have to fit theirs. */
  readonly indexed: boolean;
}

/** Tells which schemas can be interfaces exactly: a name that means the same, with one-line hovers. */
export interface Shapes {
  /** The shape of a schema; undefined where only an alias says the same. */
  of(schema: Schema, scope: TypeScope): Shape | undefined;
}

export function createShapes(circles: ReadonlyMap<SchemaKey, Circle>): Shapes {
  const known = new Map<string, Shape | undefined>();

  function ofNamed(key: SchemaKey, scope: TypeScope): Shape | undefined {
    const id = `${scope.side} ${key}`;
    if (!known.has(id)) {
      // Whoever asks again while this is being found out stands in a circle, where there is no interface.
      known.set(id, undefined);
      const schema = scope.schemas.get(key)?.schema;
      known.set(id, schema && shapeOf(schema, { ...scope, model: ident, readonlyArrays: false, circle: circles.get(key) }));
    }
    return known.get(id);
  }

  function shapeOf(schema: Schema, scope: TypeScope): Shape | undefined {
    if (schema.kind === "object") return objectShape(schema, scope);
    return schema.kind === "intersection" ? intersectionShape(schema.members, scope) : undefined;
  }

  function intersectionShape(parts: readonly Schema[], scope: TypeScope): Shape | undefined {
    const shapes = parts.filter((part) => !saysNothing(part)).map((part) => partShape(part, scope));
    const members = new Map<string, string>();
    const known = shapes
      .filter((shape) => shape !== undefined && merge(members, shape.members))
      .filter((shape) => shape !== undefined);
    if (known.length < shapes.length || known.length === 0) return undefined;
    const all = [...new Set(known.flatMap((shape) => shape.all))];
    if (known.some(({ indexed }) => indexed)) return { bases: [], own: all, all, members, indexed: true };
    const bases = [...new Set(known.flatMap((shape) => shape.bases))];
    return { bases, own: known.flatMap((shape) => shape.own), all, members, indexed: false };
  }

  /** What a part adds: a reference is a base, anything else is taken apart. */
  function partShape(part: Schema, scope: TypeScope): Shape | undefined {
    if (part.kind !== "reference") return shapeOf(part, scope);
    const shape = isCircular(part, scope) ? undefined : ofNamed(part.target, scope);
    return shape && { ...shape, bases: [part.target], own: [] };
  }

  // Texts of members are compared and never written, so the names in them must not become imports.
  return { of: (schema, scope) => shapeOf(schema, { ...scope, model: ident }) };
}

function objectShape(schema: ObjectSchema, scope: TypeScope): Shape {
  const { members, index } = objectText(schema, scope);
  const texts = members.map(({ name, optional, type }) => [name, `${optional ? "?" : ""}: ${type.code}`] as const);
  return { bases: [], own: [schema], all: [schema], members: new Map(texts), indexed: index !== undefined };
}

function saysNothing(schema: Schema): boolean {
  return schema.kind === "any" || (schema.kind === "object" && schema.properties.length === 0 && schema.additional === "open");
}

/** False where two members of one name differ: an interface may not say both. */
function merge(members: Map<string, string>, more: ReadonlyMap<string, string>): boolean {
  for (const [name, text] of more) {
    if ((members.get(name) ?? text) !== text) return false;
    members.set(name, text);
  }
  return true;
}
