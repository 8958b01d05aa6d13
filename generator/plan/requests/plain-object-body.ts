import type { Api } from "../../model/types/api.js";
import type { Property, Schema } from "../../model/types/schema.js";
import { propertiesOf } from "../content/schema-shapes.js";

/** A plain object: named properties, nothing else, none of them taken. Several objects at once are one if no property is told twice. */
export function canFlatten(schema: Schema, taken: ReadonlySet<string>, api: Api): boolean {
  const properties = plainObjectProperties(schema, api);
  if (properties === undefined || properties.length === 0) return false;
  const names = new Set(properties.map(({ name }) => name));
  return names.size === properties.length && !properties.some(({ name }) => taken.has(name) || name === "__proto__");
}

/** The fields that a caller may send. */
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
