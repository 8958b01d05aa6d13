import { asList, contentsOf, type Document, isMap, mapsIn, objectsIn, parametersOf } from "./document.js";
import type { Pick } from "./mutation.js";

const scalarTypes = ["string", "integer", "number", "boolean"];

/** Every schema that a document has: the roots, and the schemas below them. */
export function schemasOf(document: Document): readonly Document[] {
  const components = isMap(document.components) ? document.components : {};
  const headers = objectsIn(document).flatMap(({ headers: all }) => mapsIn(all));
  const roots = [
    ...mapsIn(components.schemas),
    ...[...contentsOf(document), ...parametersOf(document).map(({ parameter }) => parameter), ...headers].map(
      ({ schema }) => schema,
    ),
  ];
  return [...new Set(roots.flatMap(schemasBelow))];
}

const keywordsOfOne = ["items", "additionalProperties", "not"];
const keywordsOfMany = ["properties", "allOf", "oneOf", "anyOf", "prefixItems"];

function schemasBelow(schema: unknown): readonly Document[] {
  if (!isMap(schema)) return [];
  const below = [
    ...keywordsOfOne.map((keyword) => schema[keyword]),
    ...keywordsOfMany.flatMap((keyword) => mapsIn(schema[keyword])),
  ];
  return [schema, ...below.flatMap(schemasBelow)];
}

export function schemasWith(document: Document, test: (schema: Document) => boolean): readonly Document[] {
  return schemasOf(document).filter(test);
}

export function objectSchemas(document: Document): readonly Document[] {
  return schemasWith(
    document,
    ({ properties }) => isMap(properties) && Object.keys(properties).length > 0 && Object.values(properties).every(isMap),
  );
}

/** Schemas that are written at their place, without a composition. */
export function isPlain(schema: Document): boolean {
  return !["allOf", "oneOf", "anyOf", "$ref", "discriminator"].some((keyword) => keyword in schema);
}

export function scalarsOf(document: Document): readonly Document[] {
  return schemasWith(document, ({ type, enum: values }) => scalarTypes.includes(String(type)) && values === undefined);
}

export function stringsOf(document: Document): readonly Document[] {
  return scalarsOf(document).filter(({ type, format }) => type === "string" && format !== "binary");
}

export function numbersOf(document: Document): readonly Document[] {
  return scalarsOf(document).filter(({ type }) => type === "integer" || type === "number");
}

export function enumsOf(document: Document): readonly Document[] {
  return schemasWith(document, ({ enum: values }) => asList(values).length > 1);
}

export function arraysOf(document: Document): readonly Document[] {
  return schemasWith(document, ({ type, items }) => type === "array" && isMap(items));
}

export function referencesOf(document: Document): readonly Document[] {
  return schemasWith(
    document,
    ({ $ref: reference }) => typeof reference === "string" && reference.startsWith("#/components/schemas/"),
  );
}

/** Schemas with a list of alternatives or parts: `oneOf`, `anyOf`, `allOf`. */
export function compositionsOf(document: Document, keyword: string, least = 1): readonly Document[] {
  return schemasWith(document, (schema) => asList(schema[keyword]).length >= least);
}

export interface PropertyPlace {
  readonly properties: Document;
  readonly name: string;
}

export function propertyOf(schema: Document, pick: Pick): PropertyPlace | undefined {
  const properties = schema.properties;
  const name = isMap(properties) ? pick(Object.keys(properties)) : undefined;
  return isMap(properties) && name !== undefined ? { properties, name } : undefined;
}

export function requiredOf({ required }: Document): readonly string[] {
  return Array.isArray(required) ? required.map(String) : [];
}

export function setRequired(schema: Document, names: readonly string[]): void {
  if (names.length === 0) delete schema.required;
  else schema.required = names;
}
