import { field, itemsOf, scalarOf } from "../../load/tree/fields.js";
import type { MapNode } from "../../load/tree/node.js";
import type { Schema } from "../types/schema.js";
import type { SchemaReader } from "./schema-reader.js";
import { anySchema, schemaBase } from "./schema-reader.js";

/** An array; without `items`, of any values. */
export function readArray(node: MapNode, reader: SchemaReader): Schema {
  const items = field(node, "items");
  return { kind: "array", items: items ? reader.read(items) : anySchema(node), ...schemaBase(node) };
}

/** `prefixItems` by position, then `items` for further items. */
export function readTuple(node: MapNode, reader: SchemaReader): Schema {
  const prefix = itemsOf(field(node, "prefixItems")).map((item) => reader.read(item));
  const rest = readRest(node, prefix.length, reader);
  const required = Math.min(count(node, "minItems") ?? 0, prefix.length);
  return { kind: "tuple", prefix, required, ...(rest && { rest }), ...schemaBase(node) };
}

function readRest(node: MapNode, length: number, reader: SchemaReader): Schema | undefined {
  const items = field(node, "items") ?? field(node, "unevaluatedItems");
  if (scalarOf(items) === false || (count(node, "maxItems") ?? Infinity) <= length) return undefined;
  return items ? reader.read(items) : anySchema(node);
}

function count(node: MapNode, key: string): number | undefined {
  const value = scalarOf(field(node, key));
  return typeof value === "number" && value >= 0 ? Math.floor(value) : undefined;
}
