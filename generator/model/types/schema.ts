import type { Json, NodePlace } from "../../load/tree/node.js";

/**
 * A JSON Schema of OpenAPI 3.1, reduced to a few kinds.
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
  /** Documentation and constraints, for comments in the generated code. */
  readonly docs: SchemaDocs;
  readonly place: NodePlace;
}

/** A named schema, by its key in {@link Api.schemas}. Named schemas are never inlined, so recursive schemas stay finite. */
export interface ReferenceSchema extends SchemaBase {
  readonly kind: "reference";
  readonly target: SchemaKey;
}

/** `true`, `{}`: any JSON value. */
export interface AnySchema extends SchemaBase {
  readonly kind: "any";
  /** As of {@link StringSchema}. */
  readonly contentSchema?: Schema;
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
  /**
   * Whether the value is raw bytes, always or only in requests or responses: `format: binary`, or a `contentMediaType` without
   * `contentEncoding`, outside JSON.
   */
  readonly binary: boolean | "request" | "response";
  /** The schema of the JSON that the string contains. */
  readonly contentSchema?: Schema;
}

/** `enum` and `const` alike. */
export interface EnumSchema extends SchemaBase {
  readonly kind: "enum";
  readonly members: readonly EnumMember[];
  /** From `const`: other values are not expected later, so the type lists exactly this one. */
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

/** `prefixItems`, then `rest` for further items. */
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
   * The schema of additional properties (`additionalProperties`, `patternProperties`), `"open"` if the description has none or `true`,
   * `"closed"` if it has `false`.
   */
  readonly additional: Schema | "open" | "closed";
  /** `x-specloom-values`: how values that are not strings are serialized into this map of strings. */
  readonly valueSerialization?: ValueSerialization;
  /** `x-specloom-typed`: the name of the type parameter by which callers can type this map of strings. */
  readonly typeParameterName?: string;
}

export interface ValueSerialization {
  /** The string that is sent for null. */
  readonly null?: string;
  /** The separator between the items of an array. */
  readonly list?: string;
}

export interface Property {
  readonly name: string;
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
  /** Listed in `required` but not in `properties`; another part of an `allOf` may declare it. */
  readonly undeclared?: true;
  /** Declared only under a condition (`then`, `dependentSchemas`); a declaration in another part of an `allOf` takes precedence. */
  readonly conditional?: true;
  readonly schema: Schema;
}

/** `oneOf`, `anyOf`, a list of types, `nullable`. */
export interface UnionSchema extends SchemaBase {
  readonly kind: "union";
  readonly members: readonly Schema[];
  readonly discriminator?: Discriminator;
}

export interface Discriminator {
  readonly property: string;
  /** The values of the property that select each member, by the member's key. */
  readonly values: ReadonlyMap<SchemaKey, readonly string[]>;
  /** The schema of the properties that all members share, if there is one. */
  readonly baseSchema?: SchemaKey;
  /** `defaultMapping` of OpenAPI 3.2: the schema of values without the property, or with one that selects no member. */
  readonly defaultVariant?: SchemaKey;
}

/** `allOf`; the schema's other keywords are one more member. */
export interface IntersectionSchema extends SchemaBase {
  readonly kind: "intersection";
  readonly members: readonly Schema[];
}

/** The JSON Pointer of a named schema in the description: `/components/schemas/Error`. */
export type SchemaKey = string;

/** All named schemas by key, in order of name. */
export type NamedSchemas = ReadonlyMap<SchemaKey, NamedSchema>;

export interface NamedSchema {
  readonly key: SchemaKey;
  /** The name in the description. */
  readonly name: string;
  readonly schema: Schema;
}

/** The content of TSDoc comments. Members that the description lacks are absent. */
export interface SchemaDocs {
  readonly title?: string;
  readonly description?: string;
  /** `x-specloom-name`: the name of the type. It is no part of the comment. */
  readonly typeName?: string;
  readonly format?: string;
  readonly default?: Json;
  readonly examples?: readonly Json[];
  readonly deprecated?: boolean;
  readonly externalDocs?: ExternalDocs;
  /** In the order in which they are documented: `minLength: 1`. */
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
