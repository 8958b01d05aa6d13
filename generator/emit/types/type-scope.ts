import type { ImpliedDiscriminators } from "../../model/traversal/implied-discriminators.js";
import type { NamedSchema, Schema, SchemaKey } from "../../model/types/schema.js";
import type { ModelNames, Direction } from "../../plan/types/model-plan.js";
import type { Code } from "../text/code.js";
import type { RuntimeSymbol } from "../text/runtime-symbols.js";
import type { TypeExpression } from "./type-expression.js";
import type { TypedMaps } from "./typed-maps.js";

/** What a type depends on besides its schema: the side of the wire, the place it stands in, and how that module names models. */
export interface TypeScope {
  /** The table that `typeOf` looks types up in. The scope carries it because its rows call `typeOf` again for the parts of a schema. */
  readonly rules: readonly TypeRule[];
  readonly schemas: ReadonlyMap<SchemaKey, NamedSchema>;
  readonly modelNames: ReadonlyMap<SchemaKey, ModelNames>;
  readonly direction: Direction | "both";
  /** Arrays that are only read: what callers hand in may be `readonly`. */
  readonly readonlyArrays: boolean;
  /** What tells the alternatives of unions apart where no discriminator says so. */
  readonly impliedDiscriminators: ImpliedDiscriminators;
  /** A model's name as this module may write it. */
  readonly model: (name: string) => Code;
  /** The same for a type of the runtime. */
  readonly runtime: (symbol: RuntimeSymbol) => Code;
  /** Which models have parameters, and what stands for such a parameter here. */
  readonly typedMaps: TypedMaps;
  readonly typeArgument: (name: string) => Code;
}

/** A row of the table in `type-rules.ts`. */
export interface TypeRule {
  readonly name: string;
  /** The type, or undefined where the rule does not apply. */
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
