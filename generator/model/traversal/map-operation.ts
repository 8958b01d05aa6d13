import type { Content, OperationObject, Operation } from "../types/operation.js";
import type { Schema } from "../types/schema.js";

/** Where in a content a schema stands. */
export type ContentKey = "schema" | "itemSchema" | "eventData";

/** A change of a schema, which may depend on the content that it describes; a parameter's describes none. */
type SchemaChange = (schema: Schema, content?: Content, key?: ContentKey) => Schema;

/** An exchange with a change made to each schema that it holds itself; of an operation, to those of its callbacks as well. */
export function mapOwnSchemas<Held extends OperationObject>(exchange: Held, change: SchemaChange): Held {
  const { body, parameters, responses } = exchange;
  const mapped = <Holder extends { readonly contents: readonly Content[] }>(holder: Holder): Holder => ({
    ...holder,
    contents: holder.contents.map((content) => mapContent(content, change)),
  });
  return {
    ...exchange,
    parameters: parameters.map((parameter) => ({ ...parameter, schema: change(parameter.schema) })),
    ...(body && { body: mapped(body) }),
    responses: responses.map(mapped),
  };
}

export function mapOperationSchemas(operation: Operation, change: SchemaChange): Operation {
  const callbacks = operation.callbacks.map((callback) => mapOwnSchemas(callback, change));
  return { ...mapOwnSchemas(operation, change), callbacks };
}

function mapContent(content: Content, change: SchemaChange): Content {
  const { schema, itemSchema, eventData } = content;
  return {
    ...content,
    ...(schema && { schema: change(schema, content, "schema") }),
    ...(itemSchema && { itemSchema: change(itemSchema, content, "itemSchema") }),
    ...(eventData && { eventData: change(eventData, content, "eventData") }),
  };
}
