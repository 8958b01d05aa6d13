import type { Api } from "../../model/types/api.js";
import type { Property, Schema } from "../../model/types/schema.js";
import { propertiesOf } from "./schema-shapes.js";

/** The properties that callers may send, of an object (or an intersection of objects) whose additional properties are not described. */
export function plainObjectProperties(schema: Schema, api: Api): readonly Property[] | undefined {
  if (!isPlain(schema, api, new Set())) return undefined;
  return propertiesOf(schema, api)?.filter(({ readOnly }) => !readOnly);
}

function isPlain(schema: Schema, api: Api, seen: ReadonlySet<Schema>): boolean {
  if (seen.has(schema)) return false;
  if (schema.kind === "object") return typeof schema.additional === "string";
  const within = new Set([...seen, schema]);
  if (schema.kind === "intersection") return schema.members.every((member) => isPlain(member, api, within));
  if (schema.kind !== "reference") return false;
  const target = api.schemas.get(schema.target)?.schema;
  return target !== undefined && isPlain(target, api, within);
}
