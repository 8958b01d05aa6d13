import { isJsonArray, isJsonObject } from "../../load/tree/json.js";
import type { Json } from "../../load/tree/node.js";
import { isBinaryIn } from "../../model/schema-passes/binary-strings.js";
import type { Direction } from "../../plan/types/model-plan.js";
import { visibleProperties } from "../types/visible-properties.js";
import type { NamedSchema, ObjectSchema, Schema, SchemaKey } from "../../model/types/schema.js";

/** What an example depends on besides its schema. */
export interface ExampleScope {
  readonly schemas: ReadonlyMap<SchemaKey, NamedSchema>;
  /** A request has no read-only properties, a response no write-only ones. */
  readonly direction: Direction;
}

const maxDepth = 12;

/** Longer examples would distract from the call. */
const maxLength = 2000;
/** Placeholders that tools write instead of an example: `<string>`, `string`. */
const placeholder = /"(?:<[^"]*>|string)"/;

/** The first example of the description that is valid, not null, not too long and no placeholder. */
export function firstValidExample(examples: readonly Json[], schema: Schema, scope: ExampleScope): Json | undefined {
  return examples.find((value) => {
    const text = JSON.stringify(value);
    return value !== null && text.length <= maxLength && !placeholder.test(text) && matchesSchema(value, schema, scope);
  });
}

/**
 * Whether an example is assignable to the TypeScript type of a schema. Examples in descriptions are often wrong, and code with a wrong one would
 * not compile.
 */
export function matchesSchema(value: Json, schema: Schema, scope: ExampleScope, depth = 0): boolean {
  if (depth > maxDepth) return false;
  const inner = (item: Json, itemSchema: Schema): boolean => matchesSchema(item, itemSchema, scope, depth + 1);
  switch (schema.kind) {
    case "any":
      return true;
    case "reference": {
      const target = scope.schemas.get(schema.target)?.schema;
      return target !== undefined && inner(value, target);
    }
    case "null":
      return value === null;
    case "boolean":
      return typeof value === "boolean";
    case "number":
      return typeof value === "number";
    case "string":
      return typeof value === "string" && !isBinaryIn(schema, scope.direction);
    case "enum":
      return schema.members.some((member) => member.value === value);
    case "array":
      return isJsonArray(value) && value.every((item) => inner(item, schema.items));
    case "object":
      return isJsonObject(value) && matchesObject(value, schema, scope, inner);
    case "union":
      return schema.discriminator === undefined && schema.members.some((member) => inner(value, member));
    case "never":
    case "tuple":
    case "intersection":
      return false;
  }
}

/** Whether all required properties are present, and none is unknown, which TypeScript would report. */
function matchesObject(
  value: { readonly [key: string]: Json },
  schema: ObjectSchema,
  scope: ExampleScope,
  inner: (item: Json, itemSchema: Schema) => boolean,
): boolean {
  const visible = visibleProperties(schema, scope);
  const properties = new Map(visible.map((property) => [property.name, property]));
  if (visible.some(({ name, required }) => required && !Object.hasOwn(value, name))) return false;
  const allowsAll = schema.additional === "open" && schema.properties.length === 0;
  return Object.entries(value).every(([name, item]) => {
    const property = properties.get(name);
    if (property !== undefined) return inner(item, property.schema);
    if (schema.properties.some((hidden) => hidden.name === name)) return false;
    return allowsAll || (typeof schema.additional !== "string" && inner(item, schema.additional));
  });
}
