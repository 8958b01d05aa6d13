import type { Content, OperationObject, Operation } from "../types/operation.js";
import type { Schema } from "../types/schema.js";

/** The fields of a Media Type Object that have a schema. */
export type ContentKey = "schema" | "itemSchema";

/** Changes a schema. For the schema of a parameter there is no content. */
type SchemaChange = (schema: Schema, content?: Content, key?: ContentKey) => Schema;

/** The operation, webhook or callback with each of its schemas changed, except those of callbacks. */
export function mapOwnSchemas<Mapped extends OperationObject>(operation: Mapped, change: SchemaChange): Mapped {
  const { body, parameters, responses } = operation;
  const mapped = <Holder extends { readonly contents: readonly Content[] }>(holder: Holder): Holder => ({
    ...holder,
    contents: holder.contents.map((content) => mapContent(content, change)),
  });
  return {
    ...operation,
    parameters: parameters.map((parameter) => ({ ...parameter, schema: change(parameter.schema) })),
    ...(body && { body: mapped(body) }),
    responses: responses.map(mapped),
  };
}

/** The same for an operation and its callbacks. */
export function mapOperationSchemas(operation: Operation, change: SchemaChange): Operation {
  const callbacks = operation.callbacks.map((callback) => mapOwnSchemas(callback, change));
  return { ...mapOwnSchemas(operation, change), callbacks };
}

function mapContent(content: Content, change: SchemaChange): Content {
  const { schema, itemSchema } = content;
  return {
    ...content,
    ...(schema && { schema: change(schema, content, "schema") }),
    ...(itemSchema && { itemSchema: change(itemSchema, content, "itemSchema") }),
  };
}
