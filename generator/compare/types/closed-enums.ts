import { dereference, schemaLookup } from "../../model/traversal/dereference.js";
import { findProperty } from "../../model/traversal/find-property.js";
import type { Json } from "../../load/tree/node.js";
import type { Schema, SchemaKey } from "../../model/types/schema.js";
import type { Side } from "./type-view.js";

/** Whether an enum allows only its members: `const`, or a value that discriminates a variant. */
export function isClosedEnum(schema: Schema, { impliedDiscriminators }: Side): boolean {
  return schema.kind === "enum" && (schema.constant || impliedDiscriminators.constants.has(schema));
}

/** The constants of a property in each alternative of a schema; empty if an alternative has none. */
export function constantsOf(schema: Schema, property: string, side: Side): readonly Json[] {
  const lookup = schemaLookup(side.schemas);
  const declared = alternatives(schema, side).map((alternative) => {
    const found = findProperty(alternative, property, lookup);
    return found && dereference(found.schema, lookup);
  });
  const constants = declared.map((one) => (one?.kind === "enum" && isClosedEnum(one, side) ? one.members : []));
  return constants.some((members) => members.length === 0) ? [] : constants.flat().map(({ value }) => value);
}

/** The alternatives of a schema that is a union or refers to one; any other schema itself. */
function alternatives(schema: Schema, side: Side, visited: ReadonlySet<SchemaKey> = new Set()): readonly Schema[] {
  if (schema.kind === "union") return schema.members.flatMap((member) => alternatives(member, side, visited));
  const target = schema.kind === "reference" && !visited.has(schema.target) ? side.schemas.get(schema.target) : undefined;
  if (schema.kind !== "reference" || target?.schema.kind !== "union") return [schema];
  return alternatives(target.schema, side, new Set([...visited, schema.target]));
}
