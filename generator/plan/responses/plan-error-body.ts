import type { Api } from "../../model/types/api.js";
import type { Operation, Response } from "../../model/types/operation.js";
import { structuralKey } from "../../model/reading/canonical-schemas.js";
import type { Schema } from "../../model/types/schema.js";
import { isSuccess } from "../content/successful-responses.js";
import { planResponse } from "./plan-response.js";

/** The body of a failure, where all failures of all operations have the same; a failure without a described body says nothing. */
export function planErrorBody(api: Api): Schema | undefined {
  const bodies = api.operations
    .flatMap(failuresOf)
    .map((response) => planResponse(response, api).body)
    .filter(({ kind }) => kind !== "none");
  const schemas = bodies.flatMap((body) => (body.kind === "json" ? [body.schema] : []));
  const [first] = schemas;
  if (first === undefined || schemas.length < bodies.length) return undefined;
  return new Set(schemas.map(structuralKey)).size === 1 ? first : undefined;
}

/** `default` tells of failures where the operation says elsewhere what succeeds. */
function failuresOf({ responses }: Operation): readonly Response[] {
  const succeeds = responses.some(isSuccess);
  return responses.filter(({ status }) => /^[45]/.test(status) || (status === "default" && succeeds));
}
