import type { Api } from "../../model/types/api.js";
import type { Operation, Response } from "../../model/types/operation.js";
import { structuralKey } from "../../model/reading/canonical-schemas.js";
import type { Schema } from "../../model/types/schema.js";
import { referenceChain, schemaLookup } from "../../model/traversal/dereference.js";
import { isError } from "../../model/traversal/operation-schemas.js";
import { planResponse } from "./plan-response.js";

/** The body of error responses, if all error responses of all operations have the same; responses without a body do not count. */
export function planErrorBody(api: Api): Schema | undefined {
  const bodies = api.operations
    .flatMap(errorResponses)
    .flatMap((response) => {
      const { body, otherBodies } = planResponse(response, api, true);
      return [body, ...otherBodies];
    })
    .filter(({ kind }) => kind !== "none");
  const schemas = bodies.flatMap((body) => (body.kind === "json" ? [body.schema] : []));
  const [first] = schemas;
  if (first === undefined || schemas.length < bodies.length) return undefined;
  return new Set(schemas.map((schema) => structuralKey(lastReference(schema, api)))).size === 1 ? first : undefined;
}

/** Where a reference leads to another reference, the two are the same. */
function lastReference(schema: Schema, { schemas }: Api): Schema {
  return referenceChain(schema, schemaLookup(schemas)).findLast(({ kind }) => kind === "reference") ?? schema;
}

function errorResponses({ responses }: Operation): readonly Response[] {
  return responses.filter((response) => isError(response, responses));
}
