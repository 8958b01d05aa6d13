import { readBoolean, readString } from "../../load/tree/read-fields.js";
import type { MapNode } from "../../load/tree/node.js";
import type { Exchange, Method } from "../types/operation.js";
import { readBody } from "../bodies/read-request-body.js";
import type { ModelContext } from "../reading/context.js";
import { readResponses } from "../bodies/read-responses.js";
import { present, readExternalDocs } from "../reading/documentation-fields.js";

/** What an Operation Object says whoever sends its request; parameters are for the caller, who knows where they may stand. */
export function readExchange(
  node: MapNode,
  method: Method,
  pointer: string,
  context: ModelContext,
): Omit<Exchange, "parameters"> {
  const { report } = context;
  return {
    method,
    ...present("summary", readString(node, "summary", report)),
    ...present("description", readString(node, "description", report)),
    deprecated: readBoolean(node, "deprecated", report) ?? false,
    ...present("externalDocs", readExternalDocs(node, context)),
    ...present("body", readBody(node, context)),
    responses: readResponses(node, context),
    pointer,
    place: node.place,
  };
}
