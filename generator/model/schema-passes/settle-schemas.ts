import type { NamedSchemas, Schema } from "../types/schema.js";
import type { ModelContext } from "../reading/context.js";
import { contradictionResolver } from "./contradicting-parts.js";
import type { SchemaPass } from "./schema-pass.js";
import { alternativeLimiter } from "./limit-alternatives.js";

const passes: readonly ((schemas: NamedSchemas, context: ModelContext) => SchemaPass)[] = [
  contradictionResolver,
  alternativeLimiter,
];

/** Applies the passes that need to know what each named schema is composed of. Returns the schemas, and the same for schemas without a name. */
export function settleSchemas(
  schemas: NamedSchemas,
  context: ModelContext,
): { readonly schemas: NamedSchemas; readonly settle: (schema: Schema) => Schema } {
  let current = schemas;
  const made: SchemaPass[] = [];
  for (const create of passes) {
    const pass = create(current, context);
    made.push(pass);
    current = new Map([...current].map(([key, named]) => [key, { ...named, schema: pass(named.schema, named.name) }]));
  }
  return { schemas: current, settle: (schema) => made.reduce((changed, pass) => pass(changed), schema) };
}
