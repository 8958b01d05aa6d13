import type { MapNode, Node, NodePlace } from "../../load/tree/node.js";
import type { ModelContext } from "../reading/context.js";
import type { AnySchema, Schema, SchemaDocs } from "../types/schema.js";

/** Reads the subschemas of a schema. */
export interface SchemaReader {
  readonly context: ModelContext;
  read(node: Node): Schema;
  /** Reads a part of a schema that is documented as a whole. */
  readUndocumented(node: Node): Schema;
}

/** The fields that all kinds of schemas have; documentation is added by `readSchema`. */
export function schemaBase(node: Pick<Node, "place">): { readonly docs: SchemaDocs; readonly place: NodePlace } {
  return { docs: {}, place: node.place };
}

export function anySchema(node: Pick<Node, "place">): AnySchema {
  return { kind: "any", ...schemaBase(node) };
}

/** A node with only the fields whose keys are accepted. */
export function onlyFields(node: MapNode, accepts: (key: string) => boolean): MapNode {
  return { ...node, fields: new Map([...node.fields].filter(([key]) => accepts(key))) };
}
