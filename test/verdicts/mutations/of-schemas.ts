import { asList, type Document, isMap, replace } from "./document.js";
import { at, type Mutation, type Pick } from "./mutation.js";
import {
  arraysOf,
  compositionsOf,
  enumsOf,
  isPlain,
  numbersOf,
  objectSchemas,
  propertyOf,
  referencesOf,
  requiredOf,
  scalarsOf,
  schemasWith,
  setRequired,
  stringsOf,
} from "./schema-places.js";

const text = { type: "string" };

function addProperty(schema: Document, property: object, isRequired = false): void {
  if (isMap(schema.properties)) schema.properties.xNewProperty = property;
  if (isRequired) setRequired(schema, [...requiredOf(schema), "xNewProperty"]);
}

/** Changes one property of an object, or removes it. */
function changeProperty(
  schema: Document,
  pick: Pick,
  change: (property: Document, properties: Document, name: string) => unknown,
): boolean {
  const found = propertyOf(schema, pick);
  const property = found?.properties[found.name];
  return found !== undefined && isMap(property) && change(property, found.properties, found.name) !== false;
}

function renameProperty(schema: Document, properties: Document, from: string, to: string | undefined): void {
  const property = properties[from];
  Reflect.deleteProperty(properties, from);
  if (to !== undefined) properties[to] = property;
  const names = requiredOf(schema).flatMap((name) => (name === from ? (to ?? []) : name));
  setRequired(schema, names);
}

function toggle(keyword: string): (schema: Document, pick: Pick) => boolean {
  return (schema, pick) =>
    changeProperty(schema, pick, (property) => !("$ref" in property) && ((property[keyword] = property[keyword] !== true), true));
}

const plainObjects = (document: Document) => objectSchemas(document).filter(isPlain);
const freeForm = (document: Document) =>
  schemasWith(document, (schema) => schema.type === "object" && !("properties" in schema) && isPlain(schema));
const discriminated = (document: Document) => schemasWith(document, ({ discriminator }) => isMap(discriminator));
const newVariant = { type: "object", required: ["xKind"], properties: { xKind: text } };

/** Mutations of schemas: objects, values, arrays and compositions. */
export const schemaMutations: readonly Mutation[] = [
  at("property added", objectSchemas, (schema) => addProperty(schema, text)),
  at("required property added", objectSchemas, (schema) => addProperty(schema, text, true)),
  at("object property added", objectSchemas, (schema) =>
    addProperty(schema, { type: "object", properties: { a: text, b: { type: "integer" } } }),
  ),
  at("read-only property added", objectSchemas, (schema) => addProperty(schema, { ...text, readOnly: true }, true)),
  at("write-only property added", objectSchemas, (schema) => addProperty(schema, { ...text, writeOnly: true }, true)),
  at("property removed", objectSchemas, (schema, pick) =>
    changeProperty(schema, pick, (_, properties, name) => renameProperty(schema, properties, name, undefined)),
  ),
  at("property renamed", objectSchemas, (schema, pick) =>
    changeProperty(schema, pick, (_, properties, name) => renameProperty(schema, properties, name, "xRenamed")),
  ),
  at("property in another case", objectSchemas, (schema, pick) =>
    changeProperty(schema, pick, (_, properties, name) => {
      const to = name.includes("_")
        ? name.replace(/_(\w)/g, (__, letter: string) => letter.toUpperCase())
        : name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      return to !== name && !(to in properties) && (renameProperty(schema, properties, name, to), true);
    }),
  ),
  at("property required or not", objectSchemas, (schema, pick) =>
    changeProperty(schema, pick, (_, __, name) => {
      const required = requiredOf(schema);
      setRequired(schema, required.includes(name) ? required.filter((one) => one !== name) : [...required, name]);
    }),
  ),
  at(
    "nothing required",
    (document) => objectSchemas(document).filter((schema) => requiredOf(schema).length > 0),
    (schema) => setRequired(schema, []),
  ),
  at("property read only", objectSchemas, toggle("readOnly")),
  at("property write only", objectSchemas, toggle("writeOnly")),
  at("property nullable", objectSchemas, toggle("nullable")),
  at("property in an object", objectSchemas, (schema, pick) =>
    changeProperty(
      schema,
      pick,
      (_, properties, name) => (properties[name] = { type: "object", properties: { value: properties[name] } }),
    ),
  ),
  at("property in an array", objectSchemas, (schema, pick) =>
    changeProperty(schema, pick, (_, properties, name) => (properties[name] = { type: "array", items: properties[name] })),
  ),
  at("property of any type", objectSchemas, (schema, pick) =>
    changeProperty(schema, pick, (_, properties, name) => (properties[name] = {})),
  ),
  at("type changed", scalarsOf, (schema) => (schema.type = schema.type === "string" ? "integer" : "string")),
  at("type boolean", scalarsOf, (schema) => schema.type !== "boolean" && (schema.type = "boolean")),
  at("type removed", scalarsOf, (schema) => delete schema.type),
  at("integer or number", numbersOf, (schema) => (schema.type = schema.type === "integer" ? "number" : "integer")),
  at("number or string", numbersOf, (schema) => replace(schema, { oneOf: [{ ...schema }, text] })),
  at("nullable changed", scalarsOf, (schema) => (schema.nullable = schema.nullable !== true)),
  at("array in place of scalar", scalarsOf, (schema) => replace(schema, { type: "array", items: { ...schema } })),
  at("items in place of array", arraysOf, (schema) => isMap(schema.items) && (replace(schema, schema.items), true)),
  at("array or item", arraysOf, (schema) => replace(schema, { oneOf: [{ ...schema }, schema.items] })),
  at("values listed", stringsOf, (schema) => (schema.enum = ["a", "b"])),
  at("constant", stringsOf, (schema) => replace(schema, { type: "string", const: "a" })),
  at("limit added", stringsOf, (schema) => (schema.maxLength = 7)),
  at("pattern changed", stringsOf, (schema) => (schema.pattern = "^x+$")),
  at("bounds added", numbersOf, (schema) => (schema.maximum = 7)),
  at("number of items limited", arraysOf, (schema) => (schema.maxItems = 7)),
  at("items of a tuple", arraysOf, (schema) =>
    replace(schema, { type: "array", prefixItems: [schema.items, text], minItems: 1 }),
  ),
  at("format changed", stringsOf, (schema) => (schema.format = schema.format === "date-time" ? "date" : "date-time")),
  at("format binary", stringsOf, (schema) => (schema.format = "binary")),
  at("default changed", stringsOf, (schema) => (schema.default = "another")),
  at("description changed", scalarsOf, (schema) => (schema.description = "Another description.")),
  at("example changed", scalarsOf, (schema) => (schema.example = "another")),
  at("schema deprecated", scalarsOf, (schema) => (schema.deprecated = schema.deprecated !== true)),
  at("value added", enumsOf, (schema) => (schema.enum = [...asList(schema.enum), "XNEW"])),
  at("value removed", enumsOf, (schema) => (schema.enum = asList(schema.enum).slice(1))),
  at("value renamed", enumsOf, (schema) => (schema.enum = [...asList(schema.enum).slice(1), "XRENAMED"])),
  at("values unlisted", enumsOf, (schema) => delete schema.enum),
  at("null among the values", enumsOf, (schema) =>
    Object.assign(schema, { nullable: true, enum: [...asList(schema.enum), null] }),
  ),
  at("others closed", objectSchemas, (schema) => (schema.additionalProperties = false)),
  at("others described", objectSchemas, (schema) => (schema.additionalProperties = text)),
  at("others open", objectSchemas, (schema) => (schema.additionalProperties = true)),
  at("free form described", freeForm, (schema) => (schema.properties = { xNewProperty: text })),
  at("free form as a map", freeForm, (schema) => (schema.additionalProperties = { type: "integer" })),
  at("properties removed", plainObjects, (schema) => replace(schema, { type: "object" })),
  at("schema false", objectSchemas, (schema, pick) =>
    changeProperty(schema, pick, (_, properties, name) => (properties[name] = { not: {} })),
  ),
  at(
    "variant added",
    (document) => compositionsOf(document, "oneOf"),
    (schema) => (schema.oneOf = [...asList(schema.oneOf), newVariant]),
  ),
  at(
    "variant removed",
    (document) => compositionsOf(document, "oneOf", 2),
    (schema) => (schema.oneOf = asList(schema.oneOf).slice(1)),
  ),
  at(
    "alternative added",
    (document) => compositionsOf(document, "anyOf"),
    (schema) => (schema.anyOf = [...asList(schema.anyOf), newVariant]),
  ),
  at(
    "alternative removed",
    (document) => compositionsOf(document, "anyOf", 2),
    (schema) => (schema.anyOf = asList(schema.anyOf).slice(1)),
  ),
  at("union in place of object", referencesOf, (schema) => replace(schema, { oneOf: [{ ...schema }, newVariant] })),
  at(
    "part of allOf removed",
    (document) => compositionsOf(document, "allOf", 2),
    (schema) => (schema.allOf = asList(schema.allOf).slice(1)),
  ),
  at(
    "part of allOf added",
    (document) => compositionsOf(document, "allOf"),
    (schema) => (schema.allOf = [...asList(schema.allOf), { type: "object", properties: { xPart: { type: "integer" } } }]),
  ),
  at("object in an allOf with another", plainObjects, (schema) =>
    replace(schema, { allOf: [{ ...schema }, { type: "object", properties: { xPart: { type: "integer" } } }] }),
  ),
  at("other component", referencesOf, (schema, pick, document) => {
    const components = isMap(document.components) && isMap(document.components.schemas) ? document.components.schemas : {};
    const name = pick(Object.keys(components));
    const reference = `#/components/schemas/${name ?? ""}`;
    return name !== undefined && /^\w+$/.test(name) && reference !== schema.$ref && (schema.$ref = reference);
  }),
  at("discriminator removed", discriminated, (schema) => delete schema.discriminator),
  at("mapping of a discriminator changed", discriminated, ({ discriminator }) => {
    const mapping = isMap(discriminator) && isMap(discriminator.mapping) ? discriminator.mapping : {};
    const [first] = Object.keys(mapping);
    if (first === undefined) return false;
    mapping.xOther = mapping[first];
    Reflect.deleteProperty(mapping, first);
    return true;
  }),
  at("mapping of a discriminator added", discriminated, ({ discriminator }) => {
    const mapping = isMap(discriminator) && isMap(discriminator.mapping) ? discriminator.mapping : {};
    const [first] = Object.values(mapping);
    return first !== undefined && (mapping.xMore = first);
  }),
];
