import type { ObjectSchema, Property } from "../../model/types/schema.js";
import type { Direction } from "../../plan/types/model-plan.js";

/** The service sets what is read-only and keeps what is write-only. */
export function visibleProperties(
  { properties }: ObjectSchema,
  { direction }: { readonly direction: Direction | "both" },
): readonly Property[] {
  return properties.filter(({ readOnly, writeOnly }) => !(direction === "request" && readOnly) && !(direction === "response" && writeOnly));
}
