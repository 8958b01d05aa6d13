import type { Operation } from "../types/operation.js";
import type { FieldPath } from "../types/extensions.js";
import { sortedSet } from "../reading/order.js";
import { followOnce, type SchemaLookup } from "./dereference.js";
import { requestBodySchemas } from "./operation-schemas.js";
import type { Schema, SchemaKey } from "../types/schema.js";

/** The schemas at a path of property names below any of the roots; empty if none of them has the path. */
export function schemasAt(roots: readonly Schema[], path: FieldPath, lookup: SchemaLookup): readonly Schema[] {
  return path.reduce<readonly Schema[]>(
    (found, name) => expandCompositions(found, lookup).flatMap((schema) => propertySchemas(schema, name)),
    roots,
  );
}

/** The schemas of array items; empty if none of the schemas is an array. */
export function itemSchemas(schemas: readonly Schema[], lookup: SchemaLookup): readonly Schema[] {
  return expandCompositions(schemas, lookup).flatMap((schema) => {
    if (schema.kind === "array") return [schema.items];
    return schema.kind === "any" ? [schema] : [];
  });
}

/** The schemas of array items and of additional properties. */
export function entrySchemas(schemas: readonly Schema[], lookup: SchemaLookup): readonly Schema[] {
  const maps = expandCompositions(schemas, lookup).flatMap((schema) =>
    schema.kind === "object" && typeof schema.additional === "object" ? [schema.additional] : [],
  );
  return [...itemSchemas(schemas, lookup), ...maps];
}

/** The schemas of a parameter, else of a property of the request body. */
export function inputSchemas(operation: Operation, name: string, lookup: SchemaLookup): readonly Schema[] {
  const parameters = operation.parameters.filter((parameter) => parameter.name === name).map(({ schema }) => schema);
  return parameters.length > 0 ? parameters : schemasAt(requestBodySchemas(operation), [name], lookup);
}

/** The schemas after following references and replacing unions and intersections by their members. */
export function expandCompositions(schemas: readonly Schema[], lookup: SchemaLookup): readonly Schema[] {
  const found: Schema[] = [];
  const followed = new Set<SchemaKey>();
  const waiting = [...schemas];
  for (let schema = waiting.pop(); schema !== undefined; schema = waiting.pop()) {
    if (schema.kind === "union" || schema.kind === "intersection") waiting.push(...schema.members);
    else if (schema.kind !== "reference") found.push(schema);
    else waiting.push(...followOnce(schema, followed, lookup));
  }
  return found;
}

/** An open object without declared properties may have any property; one with some is expected to have only these. */
function propertySchemas(schema: Schema, name: string): readonly Schema[] {
  if (schema.kind === "any") return [schema];
  if (schema.kind !== "object") return [];
  const property = schema.properties.find((known) => known.name === name);
  if (property) return [property.schema];
  if (typeof schema.additional === "object") return [schema.additional];
  return schema.additional === "open" && schema.properties.length === 0 ? [{ kind: "any", docs: {}, place: schema.place }] : [];
}

/** The names of all properties of the schemas, in order. */
export function propertyNames(schemas: readonly Schema[], lookup: SchemaLookup): readonly string[] {
  return sortedSet(
    expandCompositions(schemas, lookup).flatMap((schema) =>
      schema.kind === "object" ? schema.properties.map(({ name }) => name) : [],
    ),
  );
}
