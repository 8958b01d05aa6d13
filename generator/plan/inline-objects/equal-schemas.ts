import { structuralKey } from "../../model/reading/canonical-schemas.js";
import { mapSubschemas } from "../../model/traversal/map-schema.js";
import type { Schema, SchemaDocs } from "../../model/types/schema.js";

/**
 * A string that is equal for two schemas exactly if they mean the same. Descriptions, titles and examples may differ; constraints, defaults
 * and whether something is deprecated may not, because they are shown at the type.
 */
export function meaningKey(schema: Schema): string {
  return structuralKey(bareSchema(schema));
}

const bareSchemas = new WeakMap<Schema, Schema>();

/** Cached by schema: an object within an object is asked for by itself, too. */
function bareSchema(schema: Schema): Schema {
  const known = bareSchemas.get(schema);
  if (known !== undefined) return known;
  const bare = withoutProse(mapSubschemas(schema, bareSchema));
  bareSchemas.set(schema, bare);
  return bare;
}

function withoutProse(schema: Schema): Schema {
  const bare = { ...schema, docs: constraintsOf(schema.docs) };
  return bare.kind === "enum" ? { ...bare, members: bare.members.map(({ value }) => ({ value })) } : bare;
}

function constraintsOf({ format, default: value, deprecated, constraints }: SchemaDocs): SchemaDocs {
  return {
    ...(format !== undefined && { format }),
    ...(value !== undefined && { default: value }),
    ...(deprecated !== undefined && { deprecated }),
    ...(constraints !== undefined && { constraints }),
  };
}
