import type { Operation } from "../types/operation.js";
import type { FieldPath } from "../types/extensions.js";
import { sortedSet } from "../reading/order.js";
import type { SchemaLookup } from "./dereference.js";
import type { Schema, SchemaKey } from "../types/schema.js";

/** What stands at a path of property names below any of some schemas; nothing where no schema knows the path. */
export function schemasAt(roots: readonly Schema[], path: FieldPath, lookup: SchemaLookup): readonly Schema[] {
  return path.reduce<readonly Schema[]>(
    (found, name) => expandCompositions(found, lookup).flatMap((schema) => propertySchemas(schema, name)),
    roots,
  );
}

/** What the items of lists are; nothing where none of the schemas is a list. */
export function itemSchemas(schemas: readonly Schema[], lookup: SchemaLookup): readonly Schema[] {
  return expandCompositions(schemas, lookup).flatMap((schema) => {
    if (schema.kind === "array") return [schema.items];
    return schema.kind === "any" ? [schema] : [];
  });
}

/** What the items of lists, or the values of maps, are. */
export function entrySchemas(schemas: readonly Schema[], lookup: SchemaLookup): readonly Schema[] {
  const maps = expandCompositions(schemas, lookup).flatMap((schema) =>
    schema.kind === "object" && typeof schema.additional === "object" ? [schema.additional] : [],
  );
  return [...itemSchemas(schemas, lookup), ...maps];
}

/** The schemas of the request's body, in every media type. */
export function requestBodySchemas(operation: Operation): readonly Schema[] {
  return (operation.body?.contents ?? []).flatMap(({ schema }) => schema ?? []);
}

/** What a parameter takes, or a property of the body. */
export function inputSchemas(operation: Operation, name: string, lookup: SchemaLookup): readonly Schema[] {
  const parameters = operation.parameters.filter((parameter) => parameter.name === name).map(({ schema }) => schema);
  return parameters.length > 0 ? parameters : schemasAt(requestBodySchemas(operation), [name], lookup);
}

/** The schemas of the answers that mean success: 2xx, and `default` where there is none of these. */
export function successResponseSchemas(operation: Operation): readonly Schema[] {
  const successes = operation.responses.filter(({ status }) => status.startsWith("2"));
  const answers = successes.length > 0 ? successes : operation.responses.filter(({ status }) => status === "default");
  return answers.flatMap(({ contents }) => contents.flatMap(({ schema }) => schema ?? []));
}

/** References, unions and intersections taken apart: a property of any part or alternative is a property that may be there. */
export function expandCompositions(schemas: readonly Schema[], lookup: SchemaLookup): readonly Schema[] {
  const found: Schema[] = [];
  const seen = new Set<SchemaKey>();
  const waiting = [...schemas];
  for (let schema = waiting.pop(); schema !== undefined; schema = waiting.pop()) {
    if (schema.kind === "union" || schema.kind === "intersection") waiting.push(...schema.members);
    else if (schema.kind !== "reference") found.push(schema);
    else if (!seen.has(schema.target)) waiting.push(...follow(schema.target, seen, lookup));
  }
  return found;
}

function follow(key: SchemaKey, seen: Set<SchemaKey>, lookup: SchemaLookup): readonly Schema[] {
  seen.add(key);
  const target = lookup(key);
  return target ? [target] : [];
}

/** An object that names no property at all may hold any; one that names some is taken at its word. */
function propertySchemas(schema: Schema, name: string): readonly Schema[] {
  if (schema.kind === "any") return [schema];
  if (schema.kind !== "object") return [];
  const property = schema.properties.find((known) => known.name === name);
  if (property) return [property.schema];
  if (typeof schema.additional === "object") return [schema.additional];
  return schema.additional === "open" && schema.properties.length === 0 ? [{ kind: "any", docs: {}, place: schema.place }] : [];
}

/** The names of the properties that some schemas have, in order. */
export function propertyNames(schemas: readonly Schema[], lookup: SchemaLookup): readonly string[] {
  return sortedSet(
    expandCompositions(schemas, lookup).flatMap((schema) =>
      schema.kind === "object" ? schema.properties.map(({ name }) => name) : [],
    ),
  );
}
