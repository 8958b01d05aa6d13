import { isJsonArray, isJsonObject } from "../../load/tree/json.js";
import type { Json } from "../../load/tree/node.js";
import { isBinaryIn } from "../../model/schema-passes/binary-strings.js";
import type { NamedSchema, ObjectSchema, Schema, SchemaKey } from "../../model/types/schema.js";

type Schemas = ReadonlyMap<SchemaKey, NamedSchema>;

const maxDepth = 12;

/** Longer examples would distract from the call. */
const maxLength = 2000;
/** Placeholders that tools write instead of an example: `<string>`, `string`. */
const placeholder = /"(?:<[^"]*>|string)"/;

/** The first example of the description that is valid, not null, not too long and no placeholder. */
export function firstValidExample(examples: readonly Json[], schema: Schema, schemas: Schemas): Json | undefined {
  return examples.find((value) => {
    const text = JSON.stringify(value);
    return value !== null && text.length <= maxLength && !placeholder.test(text) && matchesSchema(value, schema, schemas);
  });
}

/**
 * Whether an example is assignable to the TypeScript type of a schema. Examples in descriptions are often wrong, and code with a wrong one would
 * not compile.
 */
export function matchesSchema(value: Json, schema: Schema, schemas: Schemas, depth = 0): boolean {
  if (depth > maxDepth) return false;
  const inner = (item: Json, itemSchema: Schema): boolean => matchesSchema(item, itemSchema, schemas, depth + 1);
  switch (schema.kind) {
    case "any":
      return true;
    case "reference": {
      const target = schemas.get(schema.target)?.schema;
      return target !== undefined && inner(value, target);
    }
    case "null":
      return value === null;
    case "boolean":
      return typeof value === "boolean";
    case "number":
      return typeof value === "number";
    case "string":
      return typeof value === "string" && !isBinaryIn(schema, "request");
    case "enum":
      return schema.members.some((member) => member.value === value);
    case "array":
      return isJsonArray(value) && value.every((item) => inner(item, schema.items));
    case "object":
      return isJsonObject(value) && matchesObject(value, schema, inner);
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
  inner: (item: Json, itemSchema: Schema) => boolean,
): boolean {
  const properties = new Map(schema.properties.map((property) => [property.name, property]));
  if (schema.properties.some(({ name, required, readOnly }) => required && !readOnly && !Object.hasOwn(value, name)))
    return false;
  const allowsAll = schema.additional === "open" && schema.properties.length === 0;
  return Object.entries(value).every(([name, item]) => {
    const property = properties.get(name);
    if (property !== undefined) return !property.readOnly && inner(item, property.schema);
    return allowsAll || (typeof schema.additional !== "string" && inner(item, schema.additional));
  });
}
