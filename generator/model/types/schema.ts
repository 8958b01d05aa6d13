import type { Json, NodePlace } from "../../load/tree/node.js";

/**
 * What a value may be: JSON Schema as OpenAPI 3.1 uses it, folded into few kinds. No TypeScript here.
 * Sets are in canonical order (properties and required by name, enum members and alternatives by value), so that two descriptions
 * of the same meaning give the same model.
 */
export type Schema =
  | ReferenceSchema
  | AnySchema
  | NeverSchema
  | NullSchema
  | BooleanSchema
  | NumberSchema
  | StringSchema
  | EnumSchema
  | ArraySchema
  | TupleSchema
  | ObjectSchema
  | UnionSchema
  | IntersectionSchema;

export interface SchemaBase {
  /** What a reader is told about the value. */
  readonly docs: SchemaDocs;
  readonly place: NodePlace;
}

/** A named schema, by its key in {@link Api.schemas}. Named schemas are never inlined, so a model is finite however it recurs. */
export interface ReferenceSchema extends SchemaBase {
  readonly kind: "reference";
  readonly target: SchemaKey;
}

/** `true`, `{}`: any JSON value. */
export interface AnySchema extends SchemaBase {
  readonly kind: "any";
}

/** `false`: no value at all. */
export interface NeverSchema extends SchemaBase {
  readonly kind: "never";
}

export interface NullSchema extends SchemaBase {
  readonly kind: "null";
}

export interface BooleanSchema extends SchemaBase {
  readonly kind: "boolean";
}

export interface NumberSchema extends SchemaBase {
  readonly kind: "number";
  readonly integer: boolean;
}

export interface StringSchema extends SchemaBase {
  readonly kind: "string";
  /** Bytes rather than text, on both ways or on one: `format: binary`, or a `contentMediaType` without `contentEncoding`, where bytes travel. */
  readonly binary: boolean | "request" | "response";
}

/** `enum` and `const` alike. */
export interface EnumSchema extends SchemaBase {
  readonly kind: "enum";
  readonly members: readonly EnumMember[];
  /** `const`: the value is part of the shape (a discriminator), so the type is closed. */
  readonly constant: boolean;
}

export interface EnumMember {
  readonly value: Json;
  readonly name?: string;
  readonly description?: string;
}

export interface ArraySchema extends SchemaBase {
  readonly kind: "array";
  readonly items: Schema;
}

/** `prefixItems`, then `rest` for whatever follows. */
export interface TupleSchema extends SchemaBase {
  readonly kind: "tuple";
  readonly prefix: readonly Schema[];
  readonly required: number;
  readonly rest?: Schema;
}

export interface ObjectSchema extends SchemaBase {
  readonly kind: "object";
  readonly properties: readonly Property[];
  /**
   * What further properties hold: a schema where the description gives one (`additionalProperties`, `patternProperties`), `"open"`
   * where it says nothing or `true`, `"closed"` where it says `false`.
   */
  readonly additional: Schema | "open" | "closed";
  /** `x-specloom-values`: how values that are no texts are written into this map of texts. */
  readonly valueSerialization?: ValueSerialization;
  /** `x-specloom-typed`: what the type is called that callers may give this map of texts. */
  readonly typeParameterName?: string;
}

export interface ValueSerialization {
  /** The text that stands for null. */
  readonly null?: string;
  /** The text between the items of a list. */
  readonly list?: string;
}

export interface Property {
  readonly name: string;
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
  /** Required without being described: another part of an `allOf` may do that. */
  readonly undeclared?: true;
  readonly schema: Schema;
}

/** `oneOf`, `anyOf`, several `type`s, `nullable`. */
export interface UnionSchema extends SchemaBase {
  readonly kind: "union";
  readonly members: readonly Schema[];
  readonly discriminator?: Discriminator;
}

export interface Discriminator {
  readonly property: string;
  /** The wire value that names each member, by the member's key. */
  readonly values: ReadonlyMap<SchemaKey, readonly string[]>;
  /** The fields that every member has, where they have a schema of their own. */
  readonly baseSchema?: SchemaKey;
}

/** `allOf`, with the schema's own keywords as one more member. */
export interface IntersectionSchema extends SchemaBase {
  readonly kind: "intersection";
  readonly members: readonly Schema[];
}

/** The JSON Pointer of a named schema in the description: `/components/schemas/Error`. */
export type SchemaKey = string;

export interface NamedSchema {
  readonly key: SchemaKey;
  /** The name that the description gives it. */
  readonly name: string;
  readonly schema: Schema;
}

/** All that TSDoc tells. Absent members were absent in the description. */
export interface SchemaDocs {
  readonly title?: string;
  readonly description?: string;
  readonly format?: string;
  readonly default?: Json;
  readonly examples?: readonly Json[];
  readonly deprecated?: boolean;
  readonly externalDocs?: ExternalDocs;
  /** Constraints in the order and words they are told: `minLength: 1`. */
  readonly constraints?: readonly Constraint[];
}

export interface Constraint {
  readonly keyword: string;
  readonly value: string | number | boolean;
}

export interface ExternalDocs {
  readonly url: string;
  readonly description?: string;
}
