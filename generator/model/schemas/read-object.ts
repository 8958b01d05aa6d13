import { field, fieldsOf, scalarOf } from "../../load/tree/fields.js";
import { readMap, readStrings } from "../../load/tree/read-fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { followReference } from "../reading/context.js";
import { sortedBy } from "../reading/order.js";
import { canonicalMembers } from "../reading/canonical-schemas.js";
import type { ObjectSchema, Property, Schema } from "../types/schema.js";
import type { SchemaReader } from "./schema-reader.js";
import { anySchema, schemaBase } from "./schema-reader.js";

/** An object with its declared and its additional properties. */
export function readObject(node: MapNode, reader: SchemaReader): ObjectSchema {
  const additional = readAdditional(node, reader);
  const required = new Set(readStrings(node, "required", reader.context.report));
  const declared = fieldsOf(readMap(node, "properties", reader.context.report));
  const properties = [...declared].map(([name, schema]) => readProperty(name, schema, required.has(name), reader));
  const undeclared = [...required].filter((name) => !declared.has(name));
  const others = undeclared.map((name) =>
    undeclaredProperty(name, typeof additional === "object" ? additional : anySchema(node)),
  );
  return {
    kind: "object",
    properties: sortedBy([...properties, ...others], ({ name }) => name),
    additional,
    ...schemaBase(node),
  };
}

export function readProperty(name: string, node: Node, required: boolean, reader: SchemaReader): Property {
  const target = followReference(reader.context, node);
  // The keyword counts in the schema that a property refers to, too.
  const is = (keyword: string) => scalarOf(field(node, keyword)) === true || scalarOf(field(target, keyword)) === true;
  return { name, required, readOnly: is("readOnly"), writeOnly: is("writeOnly"), schema: reader.read(node) };
}

/** `required` may name a property that another part of an `allOf` declares. */
function undeclaredProperty(name: string, schema: Schema): Property {
  return { name, required: true, readOnly: false, writeOnly: false, undeclared: true, schema };
}

/**
 * TypeScript cannot distinguish patterns of property names, so all schemas of `patternProperties` and `additionalProperties` become one
 * union. Without `additionalProperties`, names that no pattern matches may have any value, unless one pattern matches every name.
 */
function readAdditional(node: MapNode, reader: SchemaReader): ObjectSchema["additional"] {
  const written = field(node, "additionalProperties") ?? field(node, "unevaluatedProperties");
  const patterns = [...fieldsOf(readMap(node, "patternProperties", reader.context.report))];
  const allowsOthers = written === undefined || scalarOf(written) === true;
  if (patterns.length === 0 && scalarOf(written) === false) return "closed";
  if (allowsOthers && !patterns.some(([pattern]) => matchesEveryName(pattern))) return openFrom(written, node);
  const schemas = [...patterns.map(([, schema]) => schema), ...(written?.kind === "map" ? [written] : [])].map((schema) =>
    reader.read(schema),
  );
  const [first, ...more] = canonicalMembers(schemas);
  if (first === undefined) return "open";
  if (more.length > 0) return { kind: "union", members: [first, ...more], ...schemaBase(node) };
  return isUnconstrained(first) ? openFrom(written, node) : first;
}

/** An explicit `additionalProperties: true` is kept as an index signature, because another part of an `allOf` may declare properties. */
function openFrom(written: Node | undefined, node: MapNode): ObjectSchema["additional"] {
  return written === undefined ? "open" : anySchema(node);
}

/** `.*` and the like, with or without anchors. (`.+` does not match the empty name, which is not used in practice.) */
function matchesEveryName(pattern: string): boolean {
  return /^\^?(?:\.[*+])?\$?$/.test(pattern);
}

/** `additionalProperties: {}` means the same as `true`. */
function isUnconstrained(schema: Schema): boolean {
  return schema.kind === "any" && Object.keys(schema.docs).length === 0;
}
