import type { ObjectSchema, Schema, SchemaKey } from "../model/schema.js";
import type { Circle } from "./circles.js";
import { ident } from "./code.js";
import { objectText } from "./object-types.js";
import { isCircular, type TypeScope } from "./schema-types.js";

/** What an interface is made of: the interfaces that it extends, the objects whose members it holds, and all its members by name. */
export interface Shape {
  readonly bases: readonly SchemaKey[];
  readonly own: readonly ObjectSchema[];
  /** With the members of the bases; the text tells whether two members of one name are the same. */
  readonly members: ReadonlyMap<string, string>;
  /** Every other key has a type of its own, too, so that nothing may be added. */
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
    const telling = parts.filter((part) => !saysNothing(part));
    const shapes = telling.map((part) => partShape(part, scope));
    const members = new Map<string, string>();
    for (const shape of shapes) {
      if (shape === undefined || shape.indexed || !merge(members, shape.members)) return undefined;
    }
    const bases = telling.flatMap((part) => (part.kind === "reference" ? [part.target] : []));
    const own = telling.flatMap((part) => (part.kind === "object" ? [part] : []));
    // The same member in two objects would be declared twice.
    if (new Set(own.flatMap(names)).size < own.flatMap(names).length || telling.length === 0) return undefined;
    return { bases: [...new Set(bases)], own, members, indexed: false };
  }

  function partShape(part: Schema, scope: TypeScope): Shape | undefined {
    if (part.kind === "object") return objectShape(part, scope);
    return part.kind === "reference" && !isCircular(part, scope) ? ofNamed(part.target, scope) : undefined;
  }

  return { of: shapeOf };
}

function objectShape(schema: ObjectSchema, scope: TypeScope): Shape {
  const { members, index } = objectText(schema, scope);
  const texts = members.map(({ name, optional, type }) => [name, `${optional ? "?" : ""}: ${type.code}`] as const);
  return { bases: [], own: [schema], members: new Map(texts), indexed: index !== undefined };
}

function names({ properties }: ObjectSchema): readonly string[] {
  return properties.map(({ name }) => name);
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
