import type { Api, Operation, Response } from "../model/api.js";
import type { Schema } from "../model/schema.js";
import { propertiesOf, withoutNull } from "./shapes-of-schemas.js";

/** How an answer that is a list calls its items. */
const containers: ReadonlySet<string> = new Set(["data", "entries", "items", "records", "results", "values"]);

/** What an operation answers with, as far as its name depends on it. */
export type Answer = "list" | "wrapped list" | "object" | "unknown";

/** Whether an operation answers with a list: it has pages, or an array, or an object that wraps one. */
export function answerOf(operation: Operation, api: Api): Answer {
  if (operation.pages) return "list";
  const schema = operation.responses
    .filter(isSuccess)
    .flatMap(({ contents }) => contents.flatMap((content) => content.schema ?? []))[0];
  if (schema === undefined) return "unknown";
  return answerOfSchema(schema, api);
}

function answerOfSchema(schema: Schema, api: Api): Answer {
  const value = withoutNull(schema, api);
  if (value.kind === "array" || value.kind === "tuple") return "list";
  const properties = propertiesOf(value, api);
  if (properties === undefined) return "unknown";
  const wraps = properties.some(({ name, schema: held }) => containers.has(name) && withoutNull(held, api).kind === "array");
  return wraps ? "wrapped list" : "object";
}

export function isSuccess({ status }: Response): boolean {
  return status.startsWith("2");
}
