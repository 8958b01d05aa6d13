import type { ObjectSchema, Schema } from "../../model/types/schema.js";

/**
 * An object that fits in one line of a tooltip needs no name: at most three properties, and less than 60 characters. The type of a larger one
 * would be shown in several lines wherever it occurs.
 */
const maximumProperties = 3;
const maximumWidth = 60;

export function isSmall({ properties, additional }: ObjectSchema): boolean {
  if (typeof additional === "object" || properties.length > maximumProperties) return false;
  const widths = properties.map(({ name, schema }) => name.length + "?: ; ".length + width(schema));
  return widths.reduce((sum, one) => sum + one, 0) < maximumWidth;
}

const scalarKinds: ReadonlySet<Schema["kind"]> = new Set(["any", "boolean", "never", "null", "number", "string"]);

/** About as many characters as the type has. What would be written in braces is too wide. */
function width(schema: Schema): number {
  if (schema.kind === "array") return width(schema.items) + "[]".length;
  if (schema.kind === "union") return schema.members.reduce((sum, member) => sum + width(member) + " | ".length, 0);
  if (schema.kind === "enum")
    return schema.members.reduce((sum, { value }) => sum + JSON.stringify(value).length + " | ".length, 0);
  if (schema.kind === "reference") return schema.target.length - schema.target.lastIndexOf("/");
  return scalarKinds.has(schema.kind) ? schema.kind.length : maximumWidth;
}
