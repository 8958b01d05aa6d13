import { isJsonArray, isJsonObject } from "../../load/tree/json.js";
import type { Json } from "../../load/tree/node.js";
import { isBinaryIn } from "../../model/schema-passes/binary-strings.js";
import type { NamedSchema, ObjectSchema, Schema, SchemaKey } from "../../model/types/schema.js";

type Schemas = ReadonlyMap<SchemaKey, NamedSchema>;

const deepest = 12;

/** Longer examples hide the call that they are for. */
const longest = 2000;
/** What tools and templates put where an example should be: `<string>`, `string`. */
const placeholder = /"(?:<[^"]*>|string)"/;

/** The first of the description's examples that shows something and is right. */
export function firstValidExample(examples: readonly Json[], schema: Schema, schemas: Schemas): Json | undefined {
  return examples.find((value) => {
    const text = JSON.stringify(value);
    return value !== null && text.length <= longest && !placeholder.test(text) && matchesSchema(value, schema, schemas);
  });
}

/**
 * Whether a value that a description gives as an example can be written where TypeScript expects the schema's type. Examples are often
 * wrong, and one that does not compile teaches nothing.
 */
export function matchesSchema(value: Json, schema: Schema, schemas: Schemas, depth = 0): boolean {
  if (depth > deepest) return false;
  const inner = (item: Json, of: Schema): boolean => matchesSchema(item, of, schemas, depth + 1);
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

/** Every required property is there, and TypeScript would complain about none that is unknown. */
function matchesObject(
  value: { readonly [key: string]: Json },
  schema: ObjectSchema,
  inner: (item: Json, of: Schema) => boolean,
): boolean {
  const properties = new Map(schema.properties.map((property) => [property.name, property]));
  if (schema.properties.some(({ name, required, readOnly }) => required && !readOnly && !Object.hasOwn(value, name)))
    return false;
  const anything = schema.additional === "open" && schema.properties.length === 0;
  return Object.entries(value).every(([name, item]) => {
    const property = properties.get(name);
    if (property !== undefined) return !property.readOnly && inner(item, property.schema);
    return anything || (typeof schema.additional !== "string" && inner(item, schema.additional));
  });
}
