import type { Content, Operation } from "./api.js";
import type { Schema } from "./schema.js";

/** An operation with a change made to each schema that it holds itself. */
export function mapOperation(operation: Operation, change: (schema: Schema) => Schema): Operation {
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

function mapContent(content: Content, change: (schema: Schema) => Schema): Content {
  const { schema, itemSchema, eventData } = content;
  return {
    ...content,
    ...(schema && { schema: change(schema) }),
    ...(itemSchema && { itemSchema: change(itemSchema) }),
    ...(eventData && { eventData: change(eventData) }),
  };
}
