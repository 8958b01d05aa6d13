import type { NamedSchemas, Schema, SchemaKey } from "../types/schema.js";
import { postOrder } from "./strong-components.js";
import { composedKeys } from "./subschemas.js";

/** Finds a value for a schema from those of its members and of the named schemas that it refers to. */
type Evaluate<Value> = (
  schema: Schema,
  ofMember: (member: Schema) => Value,
  ofNamed: (key: SchemaKey) => Value | undefined,
) => Value;

/** Evaluates every schema once. Targets come before what refers to them, so that a long chain of references needs no deep call stack. */
export function composedValues<Value>(schemas: NamedSchemas, evaluate: Evaluate<Value>): (schema: Schema) => Value {
  const known = new WeakMap<Schema, { readonly value: Value }>();
  const named = new Map<SchemaKey, Value>();
  const valueOf = (schema: Schema): Value => {
    const found = known.get(schema) ?? { value: evaluate(schema, valueOf, (key) => named.get(key)) };
    known.set(schema, found);
    return found.value;
  };
  for (const key of postOrder(new Map([...schemas].map(([key, { schema }]) => [key, composedKeys(schema)])))) {
    const schema = schemas.get(key)?.schema;
    if (schema !== undefined) named.set(key, valueOf(schema));
  }
  return valueOf;
}
