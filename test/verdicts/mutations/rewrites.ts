import { extract, inline } from "./components.js";
import { asList, type Document, isMap, mapAt, mapsIn, objectsIn, operationsOf, replace, responsePlaces } from "./document.js";
import { anywhere, at, type Mutation } from "./mutation.js";
import {
  arraysOf,
  compositionsOf,
  enumsOf,
  isPlain,
  objectSchemas,
  referencesOf,
  requiredOf,
  scalarsOf,
  schemasOf,
  schemasWith,
  setRequired,
} from "./schema-places.js";

function hasTypeList({ openapi }: Document): boolean {
  return typeof openapi === "string" && !openapi.startsWith("3.0");
}

const nullables = (document: Document) => scalarsOf(document).filter(({ nullable }) => nullable === true);
const references = (document: Document, kind: string) =>
  objectsIn(document).filter(
    ({ $ref: reference }) => typeof reference === "string" && reference.startsWith(`#/components/${kind}/`),
  );
const plainObjects = (document: Document) => objectSchemas(document).filter(isPlain);

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, child]) => [key, shuffled(child)]),
  );
}

const sets = new Set(["required", "tags", "enum", "oneOf", "anyOf", "security", "parameters"]);

/** Moves the parameters that all operations of a path have in common to the path, and the reverse. */
function shareParameters({ item, operation }: { readonly item: Document; readonly operation: Document }): boolean {
  const shared = asList(item.parameters);
  if (shared.length > 0) {
    for (const one of operationsOf({ paths: { "/": item } })) {
      const own = asList(one.operation.parameters);
      const names = new Set(
        own.filter(isMap).map(({ name, in: place, $ref: reference }) => JSON.stringify([name, place, reference])),
      );
      const inherited = shared
        .filter(isMap)
        .filter(({ name, in: place, $ref: reference }) => !names.has(JSON.stringify([name, place, reference])));
      one.operation.parameters = [...own, ...inherited.map((parameter) => structuredClone(parameter))];
    }
    delete item.parameters;
    return true;
  }
  if (operationsOf({ paths: { "/": item } }).length !== 1 || asList(operation.parameters).length === 0) return false;
  item.parameters = operation.parameters;
  delete operation.parameters;
  return true;
}

/** Rewrites of a description that mean the same. Those that change a name of the package are listed apart. */
export const rewrites: readonly Mutation[] = [
  anywhere("keys in another order", (document) => replace(document, shuffled(document) as Document)),
  at(
    "set in another order",
    (document) =>
      objectsIn(document).filter((object) => Object.keys(object).some((key) => sets.has(key) && Array.isArray(object[key]))),
    (object) => {
      for (const key of Object.keys(object))
        if (sets.has(key) && Array.isArray(object[key])) object[key] = [...asList(object[key])].reverse();
    },
  ),
  at(
    "parameter inlined",
    (document) => references(document, "parameters"),
    (reference, _, document) => inline(reference, document),
  ),
  at(
    "response inlined",
    (document) => references(document, "responses"),
    (reference, _, document) => inline(reference, document),
  ),
  at(
    "body inlined",
    (document) => references(document, "requestBodies"),
    (reference, _, document) => inline(reference, document),
  ),
  at(
    "parameter extracted",
    (document) => operationsOf(document).flatMap(({ operation }) => mapsIn(operation.parameters)),
    (parameter, _, document) => !("$ref" in parameter) && extract(document, "parameters", parameter, "XShared"),
  ),
  at(
    "response extracted",
    responsePlaces,
    ({ response }, _, document) => !("$ref" in response) && extract(document, "responses", response, "XShared"),
  ),
  at(
    "body extracted",
    (document) =>
      operationsOf(document).flatMap(({ operation }) => (isMap(operation.requestBody) ? [operation.requestBody] : [])),
    (body, _, document) => !("$ref" in body) && extract(document, "requestBodies", body, "XShared"),
  ),
  at("scalar extracted", scalarsOf, (schema, _, document) => extract(document, "schemas", schema, "XShared")),
  at("parameters of a path moved", operationsOf, shareParameters),
  at("reference in an allOf", referencesOf, (schema) => replace(schema, { allOf: [{ ...schema }] })),
  at("reference in a oneOf", referencesOf, (schema) => replace(schema, { oneOf: [{ ...schema }] })),
  at("object in an allOf", plainObjects, (schema) => replace(schema, { allOf: [{ ...schema }] })),
  at(
    "allOf in an allOf",
    (document) => compositionsOf(document, "allOf", 2),
    (schema) => (schema.allOf = [{ allOf: asList(schema.allOf) }]),
  ),
  at(
    "properties split over an allOf",
    (document) => plainObjects(document).filter(({ properties }) => isMap(properties) && Object.keys(properties).length > 1),
    (schema) => {
      const entries = Object.entries(isMap(schema.properties) ? schema.properties : {});
      const half = Math.ceil(entries.length / 2);
      const part = (chosen: typeof entries): Document => {
        const names = chosen.map(([name]) => name);
        const made: Document = { type: "object", properties: Object.fromEntries(chosen) };
        setRequired(
          made,
          requiredOf(schema).filter((name) => names.includes(name)),
        );
        return made;
      };
      if ("additionalProperties" in schema || requiredOf(schema).some((name) => !entries.some(([known]) => known === name)))
        return false;
      const others = Object.fromEntries(
        Object.entries(schema).filter(([key]) => !["type", "properties", "required"].includes(key)),
      );
      replace(schema, { ...others, allOf: [part(entries.slice(0, half)), part(entries.slice(half))] });
      return true;
    },
  ),
  at(
    "required in another part of an allOf",
    (document) => plainObjects(document).filter((schema) => requiredOf(schema).length > 0),
    (schema) => {
      if ("additionalProperties" in schema) return false;
      const required = schema.required;
      const others = Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "required"));
      replace(schema, { allOf: [others, { type: "object", required }] });
      return true;
    },
  ),
  at(
    "required beside an allOf",
    (document) => plainObjects(document).filter((schema) => requiredOf(schema).length > 0),
    (schema) => {
      if ("additionalProperties" in schema) return false;
      const required = schema.required;
      const others = Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "required"));
      replace(schema, { allOf: [others], required });
      return true;
    },
  ),
  at(
    "null as a type",
    nullables,
    (schema, _, document) =>
      hasTypeList(document) && replace(schema, { ...schema, nullable: undefined, type: [schema.type, "null"] }),
  ),
  at(
    "null as an alternative",
    nullables,
    (schema, _, document) =>
      hasTypeList(document) && replace(schema, { anyOf: [{ ...schema, nullable: undefined }, { type: "null" }] }),
  ),
  at(
    "types as alternatives",
    (document) => schemasWith(document, ({ type }) => Array.isArray(type)),
    (schema) => replace(schema, { anyOf: asList(schema.type).map((type) => ({ ...schema, type })) }),
  ),
  at(
    "anyOf or oneOf",
    (document) => schemasWith(document, (schema) => "oneOf" in schema !== "anyOf" in schema),
    (schema) => {
      const [from, to] = "oneOf" in schema ? ["oneOf", "anyOf"] : ["anyOf", "oneOf"];
      schema[to] = schema[from];
      Reflect.deleteProperty(schema, from);
    },
  ),
  at("type of an object left out", plainObjects, (schema) => "type" in schema && delete schema.type),
  at("type of an enum left out", enumsOf, (schema) => "type" in schema && schema.nullable !== true && delete schema.type),
  at("type of an array left out", arraysOf, (schema) => delete schema.type),
  at("value listed twice", enumsOf, (schema) => (schema.enum = [...asList(schema.enum), ...asList(schema.enum).slice(0, 1)])),
  at(
    "additionalProperties said",
    plainObjects,
    (schema) => !("additionalProperties" in schema) && (schema.additionalProperties = true),
  ),
  at(
    "defaults said",
    (document) => operationsOf(document).flatMap(({ operation }) => mapsIn(operation.parameters)),
    (parameter) =>
      !("$ref" in parameter) &&
      parameter.in === "query" &&
      Object.assign(parameter, {
        required: parameter.required ?? false,
        deprecated: parameter.deprecated ?? false,
        style: parameter.style ?? "form",
        explode: parameter.explode ?? (parameter.style ?? "form") === "form",
        allowReserved: parameter.allowReserved ?? false,
      }),
  ),
  at("defaults of a schema said", scalarsOf, (schema) =>
    Object.assign(schema, {
      readOnly: schema.readOnly ?? false,
      deprecated: schema.deprecated ?? false,
      uniqueItems: false,
      minLength: schema.minLength ?? 0,
    }),
  ),
  at(
    "security said again",
    operationsOf,
    ({ operation }, _, document) =>
      !("security" in operation) && "security" in document && (operation.security = structuredClone(document.security)),
  ),
  at(
    "servers said again",
    operationsOf,
    ({ item }, _, document) =>
      "servers" in document && !("servers" in item) && (item.servers = structuredClone(document.servers)),
  ),
  at(
    "charset said",
    (document) => objectsIn(document).filter(({ content }) => isMap(content) && "application/json" in content),
    (holder) => {
      const content = mapAt(holder, "content");
      content["application/json; charset=utf-8"] = content["application/json"];
      Reflect.deleteProperty(content, "application/json");
    },
  ),
  at("status as a number with another case", responsePlaces, ({ responses, status }) => {
    if (!status.endsWith("XX")) return false;
    responses[status.toLowerCase()] = responses[status];
    Reflect.deleteProperty(responses, status);
    return true;
  }),
  anywhere("reference with escapes", (document) => {
    for (const schema of schemasOf(document))
      if (typeof schema.$ref === "string")
        schema.$ref = schema.$ref.replace(/[aeiou](?=\w*$)/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
  }),
  at(
    "mapping by name",
    (document) => schemasWith(document, ({ discriminator }) => isMap(discriminator) && isMap(discriminator.mapping)),
    ({ discriminator }) => {
      const mapping = isMap(discriminator) ? mapAt(discriminator, "mapping") : {};
      for (const [value, target] of Object.entries(mapping)) mapping[value] = String(target).replace("#/components/schemas/", "");
    },
  ),
];
