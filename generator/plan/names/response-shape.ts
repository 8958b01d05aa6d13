import type { Api } from "../../model/types/api.js";
import type { Operation } from "../../model/types/operation.js";
import type { Schema } from "../../model/types/schema.js";
import { propertiesOf, withoutNull } from "../content/schema-shapes.js";
import { isSuccess } from "../../model/traversal/operation-schemas.js";

/** Property names of a list that is the only content of a response. */
const listProperties: ReadonlySet<string> = new Set(["data", "entries", "items", "records", "results", "values"]);

/** Property names beside the list in a response that is a page. */
const pageProperties = /^(?:paging|pagination|next.*|.*cursor|has_?more)$/i;

/** The shape of a successful response, as far as the name of its operation depends on it. */
export type ResponseShape = "list" | "wrapped list" | "object with lists" | "object" | "unknown";

/** An operation returns a list if it has pages, or if its response is an array or an object with one. */
export function classifyResponse(operation: Operation, api: Api): ResponseShape {
  if (operation.pages) return "list";
  const schema = operation.responses
    .filter(isSuccess)
    .flatMap(({ contents }) => contents.flatMap((content) => content.schema ?? []))[0];
  return schema === undefined ? "unknown" : classifySchema(schema, api);
}

function classifySchema(schema: Schema, api: Api): ResponseShape {
  const value = withoutNull(schema, api);
  if (value.kind === "array" || value.kind === "tuple") return "list";
  const properties = propertiesOf(value, api);
  if (properties === undefined || properties.length === 0) return "unknown";
  const lists = properties.filter((property) => withoutNull(property.schema, api).kind === "array");
  if (!lists.some(({ name }) => listProperties.has(name))) return lists.length > 0 ? "object with lists" : "object";
  return properties.some(({ name }) => pageProperties.test(name)) ? "list" : "wrapped list";
}
