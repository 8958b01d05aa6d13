import type { Api } from "../../model/types/api.js";
import type { Operation, Response } from "../../model/types/operation.js";
import { structuralKey } from "../../model/reading/canonical-schemas.js";
import type { Schema } from "../../model/types/schema.js";
import { isSuccess } from "../../model/traversal/operation-schemas.js";
import { planResponse } from "./plan-response.js";

/** The body of error responses, if all error responses of all operations have the same; responses without a body do not count. */
export function planErrorBody(api: Api): Schema | undefined {
  const bodies = api.operations
    .flatMap(errorResponses)
    .map((response) => planResponse(response, api).body)
    .filter(({ kind }) => kind !== "none");
  const schemas = bodies.flatMap((body) => (body.kind === "json" ? [body.schema] : []));
  const [first] = schemas;
  if (first === undefined || schemas.length < bodies.length) return undefined;
  return new Set(schemas.map(structuralKey)).size === 1 ? first : undefined;
}

/** `default` describes errors if the operation describes a 2xx response. */
function errorResponses({ responses }: Operation): readonly Response[] {
  const hasSuccess = responses.some(isSuccess);
  return responses.filter(({ status }) => /^[45]/.test(status) || (status === "default" && hasSuccess));
}
