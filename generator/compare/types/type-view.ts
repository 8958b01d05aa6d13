import type { Json, NodePlace } from "../../load/tree/node.js";
import type { ImpliedDiscriminators } from "../../model/traversal/implied-discriminators.js";
import type { NamedSchemas, Schema, SchemaKey } from "../../model/types/schema.js";
import type { Direction } from "../rules/change-rule.js";

/** One package's types in one direction: where schemas are looked up, and what has been expanded already. */
export interface Side {
  readonly schemas: NamedSchemas;
  readonly direction: Direction;
  readonly impliedDiscriminators: ImpliedDiscriminators;
  /** In a JSON merge patch every property may be absent or null. */
  readonly isPatch: boolean;
  readonly views: Map<Schema, TypeView>;
  /** The type of `a & b`, made once, so that comparing recursive types ends. */
  readonly intersections: Map<Schema, Map<Schema, Schema>>;
}

/** A type, by its schema. */
export interface TypeRef {
  readonly schema: Schema;
  readonly side: Side;
}

export type Scalar = "null" | "undefined" | "boolean" | "number" | "string" | "Blob" | "bytes";

/** A type sorted by what its values are at run time, as the compiler sees it. Composition and references are resolved one level deep. */
export interface TypeView {
  /** `unknown`. Nothing else is set then. */
  readonly isUnknown: boolean;
  readonly scalars: ReadonlySet<Scalar>;
  /** Listed values, by their JSON text. An open enum has `string` or `number` among `scalars`, too. */
  readonly values: ReadonlyMap<string, Json>;
  readonly arrays: readonly ArrayView[];
  readonly objects: readonly ObjectView[];
  readonly streams: readonly StreamView[];
  /** The union has a variant for values that are added later. */
  readonly hasUnknownVariant: boolean;
}

/** An array or tuple. */
export interface ArrayView {
  readonly prefix: readonly TypeRef[];
  readonly required: number;
  readonly rest: TypeRef | undefined;
}

export interface ObjectView {
  /** The named schema that it is, if it is one. */
  readonly key: SchemaKey | undefined;
  /** The values that discriminate it in its union. */
  readonly tag: string | undefined;
  /** The property that has them. */
  readonly tagName?: string;
  readonly properties: ReadonlyMap<string, PropertyView>;
  /** The type of properties that are not listed; undefined if they can be neither sent nor read. */
  readonly others: TypeRef | "unknown" | undefined;
  readonly typeParameter: string | undefined;
}

export interface PropertyView {
  readonly name: string;
  readonly required: boolean;
  readonly type: TypeRef | TypeView;
  readonly place: NodePlace;
  /** The compared documentation; undefined if the type has its own. */
  readonly description: string | undefined;
  readonly deprecated: boolean;
}

/** A stream or iterable of items. */
export interface StreamView {
  readonly name: string;
  readonly item: TypeRef | TypeView | undefined;
}

export const emptyView: TypeView = {
  isUnknown: false,
  scalars: new Set(),
  values: new Map(),
  arrays: [],
  objects: [],
  streams: [],
  hasUnknownVariant: false,
};

export const unknownView: TypeView = { ...emptyView, isUnknown: true };

export function scalarView(...scalars: readonly Scalar[]): TypeView {
  return { ...emptyView, scalars: new Set(scalars) };
}

export function objectView(object: Partial<ObjectView>): TypeView {
  const empty: ObjectView = {
    key: undefined,
    tag: undefined,
    properties: new Map(),
    others: undefined,
    typeParameter: undefined,
  };
  return { ...emptyView, objects: [{ ...empty, ...object }] };
}

export function isTypeRef(type: TypeRef | TypeView): type is TypeRef {
  return "schema" in type;
}
