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

/** About as many characters as the type has. What would be written in braces is too wide. */
function width(schema: Schema): number {
  switch (schema.kind) {
    case "any":
    case "boolean":
    case "never":
    case "null":
    case "number":
    case "string":
      return schema.kind.length;
    case "enum":
      return schema.members.reduce((sum, { value }) => sum + JSON.stringify(value).length + " | ".length, 0);
    case "array":
      return width(schema.items) + "[]".length;
    case "union":
      return schema.members.reduce((sum, member) => sum + width(member) + " | ".length, 0);
    case "reference":
      return schema.target.length - schema.target.lastIndexOf("/");
    case "intersection":
    case "object":
    case "tuple":
      return maximumWidth;
  }
}
