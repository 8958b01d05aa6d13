import { field, fieldsOf, scalarOf } from "../../load/tree/fields.js";
import { readMap, readStrings } from "../../load/tree/read-fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { followReference } from "../reading/context.js";
import { sortedBy } from "../reading/order.js";
import { canonicalMembers } from "../reading/canonical-schemas.js";
import type { ObjectSchema, Property, Schema } from "../types/schema.js";
import type { SchemaReader } from "./schema-reader.js";
import { anySchema, schemaBase } from "./schema-reader.js";

/** An object: what it says of its properties, and of the ones it does not name. */
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

function readProperty(name: string, node: Node, required: boolean, reader: SchemaReader): Property {
  const is = (keyword: string) => scalarOf(field(node, keyword)) === true || isTrueOfTarget(node, keyword, reader);
  return { name, required, readOnly: is("readOnly"), writeOnly: is("writeOnly"), schema: reader.read(node) };
}

/** A reference takes over what its target says of itself. */
function isTrueOfTarget(node: Node, keyword: string, { context }: SchemaReader): boolean {
  return scalarOf(field(followReference(context, node), keyword)) === true;
}

/** `required` may name what another part of an `allOf` declares: it must be there, whatever it holds. */
function undeclaredProperty(name: string, schema: Schema): Property {
  return { name, required: true, readOnly: false, writeOnly: false, undeclared: true, schema };
}

/**
 * Patterns of names cannot be told apart by a type, so that all of them and `additionalProperties` give one schema. Where these say
 * nothing, a name that no pattern matches holds anything; and so does any name, unless there is a pattern that all of them match.
 */
function readAdditional(node: MapNode, reader: SchemaReader): ObjectSchema["additional"] {
  const said = field(node, "additionalProperties") ?? field(node, "unevaluatedProperties");
  const patterns = [...fieldsOf(readMap(node, "patternProperties", reader.context.report))];
  const silent = said === undefined || scalarOf(said) === true;
  if (patterns.length === 0 && scalarOf(said) === false) return "closed";
  if (silent && !patterns.some(([pattern]) => matchesEveryName(pattern))) return openFrom(said, node);
  const schemas = [...patterns.map(([, schema]) => schema), ...(said?.kind === "map" ? [said] : [])].map((schema) =>
    reader.read(schema),
  );
  const [first, ...more] = canonicalMembers(schemas);
  if (first === undefined) return "open";
  if (more.length > 0) return { kind: "union", members: [first, ...more], ...schemaBase(node) };
  return isUnconstrained(first) ? openFrom(said, node) : first;
}

/** Where a description says aloud that there may be more than what it names, there is; without names, an object is open anyway. */
function openFrom(said: Node | undefined, node: MapNode): ObjectSchema["additional"] {
  return said !== undefined && fieldsOf(field(node, "properties")).size > 0 ? anySchema(node) : "open";
}

/** `.*` and its like, anchored or not. (`.+` leaves out the empty name, which nobody has.) */
function matchesEveryName(pattern: string): boolean {
  return /^\^?(?:\.[*+])?\$?$/.test(pattern);
}

/** `additionalProperties: {}` says as much as `true`. */
function isUnconstrained(schema: Schema): boolean {
  return schema.kind === "any" && Object.keys(schema.docs).length === 0;
}
