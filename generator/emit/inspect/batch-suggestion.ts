import type { Operation } from "../../model/types/operation.js";
import type { Schema } from "../../model/types/schema.js";
import type { SchemaLookup } from "../../model/traversal/dereference.js";
import { requestBodySchemas, successResponseSchemas } from "../../model/traversal/operation-schemas.js";
import { expandCompositions, itemSchemas, schemasAt } from "../../model/traversal/schemas-at-path.js";
import { listPath, type SuggestedFields } from "./page-suggestion.js";

/** Where no maximum is described, this one is suggested; whoever uses it must look up the right one. */
const usualMaximum = 100;

/** How an operation without `x-specloom-batch` seems to take many inputs at once; undefined if it does not seem so. */
export function suggestBatch(operation: Operation, lookup: SchemaLookup): SuggestedFields | undefined {
  const { method, path, batch } = operation;
  if (batch !== undefined || !/^(?:POST|PUT|PATCH)$/.test(method) || !/(?:^|[^a-z])(?:batch|bulk)(?:[^a-z]|$)/i.test(path.text))
    return undefined;
  const [requests, responses] = [requestBodySchemas(operation), successResponseSchemas(operation)];
  const [inputs, results] = [listPath(requests, lookup), listPath(responses, lookup)];
  if (inputs === undefined || results === undefined || inputs.length === 0 || results.length === 0) return undefined;
  const lists = schemasAt(requests, inputs, lookup);
  const known = propertiesOf(itemSchemas(schemasAt(responses, results, lookup), lookup), lookup);
  const key = propertiesOf(itemSchemas(lists, lookup), lookup).find((name) => /^(?:id|key)$/i.test(name) && known.includes(name));
  if (key === undefined) return undefined;
  return { inputs: inputs.join("."), key, maximum: maximumOf(lists, lookup), results: results.join(".") };
}

function propertiesOf(schemas: readonly Schema[], lookup: SchemaLookup): readonly string[] {
  return expandCompositions(schemas, lookup).flatMap((schema) =>
    schema.kind === "object" ? schema.properties.map(({ name }) => name) : [],
  );
}

function maximumOf(lists: readonly Schema[], lookup: SchemaLookup): number {
  const [maximum] = expandCompositions(lists, lookup)
    .flatMap(({ docs }) => docs.constraints ?? [])
    .flatMap(({ keyword, value }) => (keyword === "maxItems" && typeof value === "number" && value > 0 ? [value] : []));
  return maximum ?? usualMaximum;
}
