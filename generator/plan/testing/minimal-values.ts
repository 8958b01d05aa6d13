import { isJsonObject } from "../../load/tree/json.js";
import type { Json } from "../../load/tree/node.js";
import { type SchemaLookup } from "../../model/traversal/dereference.js";
import { schemasAt } from "../../model/traversal/schemas-at-path.js";
import type { FieldPath } from "../../model/types/extensions.js";
import type { Schema } from "../../model/types/schema.js";
import { usualMember } from "../content/usual-member.js";

/** Stops at this depth, because a schema may require itself. */
const maximumDepth = 8;

/** A value with the required properties of a schema and nothing else. Arrays and maps are empty. */
export function minimalValue(schema: Schema, lookup: SchemaLookup, depth = 0): Json {
  if (depth > maximumDepth) return null;
  const inner = (of: Schema): Json => minimalValue(of, lookup, depth + 1);
  switch (schema.kind) {
    case "reference": {
      const target = lookup(schema.target);
      return target === undefined ? null : inner(target);
    }
    case "enum":
      return usualMember(schema) ?? null;
    case "string":
      return exampleOf(schema, "string") ?? (schema.docs.format === "date-time" ? "1970-01-01T00:00:00.000Z" : "");
    case "number":
      return exampleOf(schema, "number") ?? 0;
    case "boolean":
      return exampleOf(schema, "boolean") ?? false;
    case "array":
      return [];
    case "tuple":
      return schema.prefix.slice(0, schema.required).map(inner);
    case "object":
      return Object.fromEntries(schema.properties.filter(isInResponse).map(({ name, schema: of }) => [name, inner(of)]));
    case "intersection":
      return schema.members
        .map(inner)
        .reduce((all, part) => (isJsonObject(all) && isJsonObject(part) ? { ...all, ...part } : all), {});
    case "union":
      return inner(schema.members.find(({ kind }) => kind !== "null") ?? schema);
    case "any":
    case "never":
    case "null":
      return null;
  }
}

/** A minimal value with something at each of `paths` that the schemas describe, required or not. */
export function minimalValueWith(
  schemas: readonly Schema[],
  paths: readonly FieldPath[],
  lookup: SchemaLookup,
): Json | undefined {
  const [first] = schemas;
  if (first === undefined) return undefined;
  return paths.reduce<Json>(
    (value, path) => {
      const [end] = schemasAt(schemas, path, lookup);
      return end === undefined || valueAt(value, path) !== undefined
        ? value
        : withValueAt(value, path, minimalValue(end, lookup));
    },
    minimalValue(first, lookup),
  );
}

export function withValueAt(value: Json, [name, ...deeper]: FieldPath, end: Json): Json {
  if (name === undefined) return end;
  const fields = isJsonObject(value) ? value : {};
  return { ...fields, [name]: withValueAt(fields[name] ?? null, deeper, end) };
}

function valueAt(value: Json | undefined, path: FieldPath): Json | undefined {
  return path.reduce<Json | undefined>(
    (found, name) => (isJsonObject(found) && Object.hasOwn(found, name) ? found[name] : undefined),
    value,
  );
}

function isInResponse({ required, writeOnly }: { readonly required: boolean; readonly writeOnly: boolean }): boolean {
  return required && !writeOnly;
}

function exampleOf({ docs: { examples = [], default: value } }: Schema, type: "string" | "number" | "boolean"): Json | undefined {
  return [...(value === undefined ? [] : [value]), ...examples].find((example) => typeof example === type);
}
