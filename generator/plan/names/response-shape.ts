import type { Api } from "../../model/types/api.js";
import type { Operation } from "../../model/types/operation.js";
import type { Schema } from "../../model/types/schema.js";
import { propertiesOf, withoutNull } from "../content/schema-shapes.js";
import { isSuccess } from "../../model/traversal/successful-responses.js";

/** How an answer calls a list that is all it is about. */
const containers: ReadonlySet<string> = new Set(["data", "entries", "items", "records", "results", "values"]);

/** What stands beside the list in an answer that is one page of many. */
const paging = /^(?:paging|pagination|next.*|.*cursor|has_?more)$/i;

/** What an operation answers with, as far as its name depends on it. */
export type ResponseShape = "list" | "wrapped list" | "object with lists" | "object" | "unknown";

/** Whether an operation answers with a list: it has pages, or gives an array, or an object that wraps one. */
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
  if (!lists.some(({ name }) => containers.has(name))) return lists.length > 0 ? "object with lists" : "object";
  return properties.some(({ name }) => paging.test(name)) ? "list" : "wrapped list";
}
