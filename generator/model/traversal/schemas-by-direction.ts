import type { Api } from "../types/api.js";
import type { Content, OperationObject } from "../types/operation.js";
import type { Schema } from "../types/schema.js";
import { schemasOfContents } from "./subschemas.js";

/** Everything that is sent in one direction between the client and the service. */
export interface DirectionSchemas {
  /** The schemas of parameters. */
  readonly parameters: readonly Schema[];
  readonly contents: readonly Content[];
}

/** What the client sends and receives. It receives the requests of webhooks and callbacks, and sends the responses to them. */
export function schemasByDirection({ operations, webhooks }: Pick<Api, "operations" | "webhooks">): {
  readonly sent: DirectionSchemas;
  readonly received: DirectionSchemas;
} {
  const incoming = [...operations.flatMap(({ callbacks }) => callbacks), ...webhooks];
  const requests = requestSchemasOf(operations);
  const incomingRequests = requestSchemasOf(incoming);
  return {
    sent: { ...requests, contents: [...requests.contents, ...responseContentsOf(incoming)] },
    received: { ...incomingRequests, contents: [...incomingRequests.contents, ...responseContentsOf(operations)] },
  };
}

/** All schemas that are sent in one direction. */
export function schemasInDirection({ parameters, contents }: DirectionSchemas): readonly Schema[] {
  return [...parameters, ...schemasOfContents(contents)];
}

function requestSchemasOf(operations: readonly OperationObject[]): DirectionSchemas {
  return {
    parameters: operations.flatMap(({ parameters }) => parameters.map(({ schema }) => schema)),
    contents: operations.flatMap(({ body }) => body?.contents ?? []),
  };
}

function responseContentsOf(operations: readonly OperationObject[]): readonly Content[] {
  return operations.flatMap(({ responses }) => responses.flatMap(({ contents }) => contents));
}
