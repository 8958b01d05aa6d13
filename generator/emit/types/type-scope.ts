import type { ImpliedDiscriminators } from "../../model/traversal/implied-discriminators.js";
import type { NamedSchema, Schema, SchemaKey } from "../../model/types/schema.js";
import type { ModelNames, Direction } from "../../plan/types/model-plan.js";
import type { Code } from "../text/code.js";
import type { RuntimeSymbol } from "../text/runtime-symbols.js";
import type { TypeExpression } from "./type-expression.js";
import type { TypedMaps } from "./typed-maps.js";

/** What a type expression depends on besides its schema: the direction (request or response), and how the module names models. */
export interface TypeScope {
  /** The table that `typeOf` looks types up in. The scope carries it because its rows call `typeOf` again for the parts of a schema. */
  readonly rules: readonly TypeRule[];
  readonly schemas: ReadonlyMap<SchemaKey, NamedSchema>;
  readonly modelNames: ReadonlyMap<SchemaKey, ModelNames>;
  readonly direction: Direction | "both";
  /** Whether arrays are `readonly`, so that callers can pass readonly arrays. */
  readonly readonlyArrays: boolean;
  /** The discriminating properties of unions that have no `discriminator`. */
  readonly impliedDiscriminators: ImpliedDiscriminators;
  /** The name of a model in this module. */
  readonly model: (name: string) => Code;
  /** The name of a type of the runtime in this module. */
  readonly runtime: (symbol: RuntimeSymbol) => Code;
  /** The models that have type parameters. */
  readonly typedMaps: TypedMaps;
  /** The type argument for a type parameter. */
  readonly typeArgument: (name: string) => Code;
}

/** A row of the table in `type-rules.ts`. */
export interface TypeRule {
  readonly name: string;
  /** The type; undefined if the rule does not match the schema. */
  readonly apply: (schema: Schema, scope: TypeScope) => TypeExpression | undefined;
}

/** The type expression of a schema. */
export function typeOf(schema: Schema, scope: TypeScope): TypeExpression {
  for (const { apply } of scope.rules) {
    const type = apply(schema, scope);
    if (type !== undefined) return type;
  }
  throw new TypeError(`No rule for a schema of kind ${schema.kind}.`);
}
