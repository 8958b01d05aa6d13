import { readBoolean, readString } from "../../load/tree/read-fields.js";
import type { MapNode } from "../../load/tree/node.js";
import type { OperationObject, Method } from "../types/operation.js";
import { readBody } from "../bodies/read-request-body.js";
import type { ModelContext } from "../reading/context.js";
import { readResponses } from "../bodies/read-responses.js";
import { optionalField, readExternalDocs } from "../reading/documentation-fields.js";

/** The fields that operations, webhooks and callbacks share, without the parameters, which depend on the path. */
export function readOperationObject(
  node: MapNode,
  method: Method,
  pointer: string,
  context: ModelContext,
): Omit<OperationObject, "parameters"> {
  const { report } = context;
  return {
    method,
    ...optionalField("summary", readString(node, "summary", report)),
    ...optionalField("description", readString(node, "description", report)),
    deprecated: readBoolean(node, "deprecated", report) ?? false,
    ...optionalField("externalDocs", readExternalDocs(node, context)),
    ...optionalField("body", readBody(node, method, context)),
    responses: readResponses(node, context),
    pointer,
    place: node.place,
  };
}
