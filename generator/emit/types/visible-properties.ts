import type { ObjectSchema, Property, Schema } from "../../model/types/schema.js";
import type { Direction } from "../../plan/types/model-plan.js";

/** The properties that a value has in this direction: a request has no read-only properties, a response no write-only ones. */
export function visibleProperties(
  { properties }: Pick<ObjectSchema, "properties">,
  { direction }: { readonly direction: Direction | "both" },
): readonly Property[] {
  // Most objects have the same properties in both directions, and need no copy.
  if (direction === "both" || !properties.some(({ readOnly, writeOnly }) => readOnly || writeOnly)) return properties;
  return properties.filter(
    ({ readOnly, writeOnly }) => !(direction === "request" && readOnly) && !(direction === "response" && writeOnly),
  );
}

/** Whether a schema allows every value, or every object, in this direction. */
export function isUnconstrained(schema: Schema, scope: { readonly direction: Direction | "both" }): boolean {
  return schema.kind === "any" || isUnconstrainedObject(schema, scope);
}

export function isUnconstrainedObject(schema: Schema, scope: { readonly direction: Direction | "both" }): boolean {
  return schema.kind === "object" && schema.additional === "open" && visibleProperties(schema, scope).length === 0;
}
