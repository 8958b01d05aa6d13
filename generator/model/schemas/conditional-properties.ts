import { field, fieldsOf, itemsOf, stringOf } from "../../load/tree/fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { followReference } from "../reading/context.js";
import { sortedBy } from "../reading/order.js";
import type { ObjectSchema, Property, Schema } from "../types/schema.js";
import { intersectionOf, unionOf } from "./combine-schemas.js";
import { readProperty } from "./read-object.js";
import { anySchema, schemaBase, type SchemaReader } from "./schema-reader.js";

/** The declarations of each property; none if it is only named, in `required` or in a condition. */
type Declarations = Map<string, Node[]>;

/**
 * Adds the properties that only `then`, `else`, `dependentSchemas` and the like declare or require, as optional ones: a type is never narrower
 * than what may be sent.
 */
export function withConditionalProperties(schema: Schema, node: MapNode, reader: SchemaReader): Schema {
  if (!kindsWithProperties.has(schema.kind) || !conditionalKeywords.some((key) => node.fields.has(key))) return schema;
  const found: Declarations = new Map();
  collectConditional(node, found, new Set(), reader);
  found.delete("");
  if (found.size === 0) return schema;
  const properties = sortedBy(found, ([name]) => name).map(([name, nodes]) => conditionalProperty(name, nodes, node, reader));
  if (schema.kind === "object") return withProperties(schema, properties);
  return intersectionOf(node, [schema, { kind: "object", properties, additional: "open", ...schemaBase(node) }]);
}

const kindsWithProperties: ReadonlySet<Schema["kind"]> = new Set(["object", "any", "reference", "intersection", "union"]);

const conditionalKeywords = ["if", "then", "else", "dependentSchemas", "dependentRequired", "dependencies"] as const;

/** The keywords whose schemas apply under a condition. */
function collectConditional(node: MapNode, found: Declarations, visited: Set<Node>, reader: SchemaReader): void {
  const add = (name: string, ...nodes: readonly Node[]) => found.set(name, [...(found.get(name) ?? []), ...nodes]);
  const schemas = ["then", "else"].flatMap((key) => field(node, key) ?? []);
  const dependent = ["dependentSchemas", "dependencies"].flatMap((key) => [...fieldsOf(field(node, key))]);
  const condition = field(node, "if");
  for (const name of fieldsOf(field(condition, "properties")).keys()) add(name);
  for (const item of itemsOf(field(condition, "required"))) add(stringOf(item) ?? "");
  for (const [name] of dependent) add(name);
  for (const [name, list] of [...fieldsOf(field(node, "dependentRequired")), ...dependent])
    for (const required of [name, ...itemsOf(list).flatMap((item) => stringOf(item) ?? [])]) add(required);
  for (const schema of [...schemas, ...dependent.map(([, schema]) => schema)]) collectDeclared(schema, found, visited, reader);
}

/** The properties of a conditional schema and of all its parts. */
function collectDeclared(written: Node, found: Declarations, visited: Set<Node>, reader: SchemaReader): void {
  if (written.kind !== "map" || visited.has(written)) return;
  visited.add(written);
  const target = followReference(reader.context, written);
  if (target !== written) collectDeclared(target, found, visited, reader);
  for (const [name, schema] of fieldsOf(field(written, "properties"))) found.set(name, [...(found.get(name) ?? []), schema]);
  for (const name of itemsOf(field(written, "required")).map((item) => stringOf(item) ?? ""))
    found.set(name, found.get(name) ?? []);
  const parts = ["allOf", "oneOf", "anyOf"].flatMap((key) => itemsOf(field(written, key)));
  for (const part of parts) collectDeclared(part, found, visited, reader);
  collectConditional(written, found, visited, reader);
}

function conditionalProperty(name: string, nodes: readonly Node[], node: MapNode, reader: SchemaReader): Property {
  const declared = nodes.map((schema) => readProperty(name, schema, false, reader));
  const [first] = declared;
  const schema =
    first === undefined
      ? anySchema(node)
      : unionOf(
          node,
          declared.map((property) => property.schema),
        );
  return {
    name,
    required: false,
    readOnly: first !== undefined && declared.every(({ readOnly }) => readOnly),
    writeOnly: first !== undefined && declared.every(({ writeOnly }) => writeOnly),
    conditional: true,
    schema,
  };
}

/** A property that the object declares itself keeps its schema; if the condition says more about what it contains, that is added. */
function withProperties(schema: ObjectSchema, conditional: readonly Property[]): ObjectSchema {
  const byName = new Map(conditional.map((property) => [property.name, property]));
  const own = schema.properties.map((property) => {
    const more = byName.get(property.name);
    return more === undefined ? property : { ...property, schema: withContents(property.schema, more.schema) };
  });
  const names = new Set(own.map(({ name }) => name));
  const added = conditional.filter(({ name }) => !names.has(name));
  return { ...schema, properties: sortedBy([...own, ...added], ({ name }) => name) };
}

function withContents(declared: Schema, conditional: Schema): Schema {
  if (conditional.kind !== "object" || conditional.properties.length === 0) return declared;
  const properties = conditional.properties.map((property): Property => ({ ...property, required: false, conditional: true }));
  if (declared.kind === "object") return withProperties(declared, properties);
  if (declared.kind !== "reference" && declared.kind !== "intersection") return declared;
  const { docs, place } = declared;
  return { ...intersectionOf(declared, [declared, { ...conditional, properties, additional: "open", docs: {} }]), docs, place };
}
