import type { Api } from "../types/api.js";
import type { Content, OperationObject } from "../types/operation.js";
import type { Schema } from "../types/schema.js";
import { schemasOfContents } from "./schema-parts.js";

/** What travels one way between the package's user and the service. */
export interface DirectionSchemas {
  /** The values of parameters. */
  readonly parameters: readonly Schema[];
  readonly contents: readonly Content[];
}

/** What goes to the service and what comes from it: the requests of webhooks and callbacks come, and their answers go. */
export function schemasByDirection({ operations, webhooks }: Pick<Api, "operations" | "webhooks">): {
  readonly sent: DirectionSchemas;
  readonly received: DirectionSchemas;
} {
  const incoming = [...operations.flatMap(({ callbacks }) => callbacks), ...webhooks];
  const [ours, theirs] = [requestSchemasOf(operations), requestSchemasOf(incoming)];
  return {
    sent: { ...ours, contents: [...ours.contents, ...responseContentsOf(incoming)] },
    received: { ...theirs, contents: [...theirs.contents, ...responseContentsOf(operations)] },
  };
}

/** The schemas of what travels. */
export function schemasInDirection({ parameters, contents }: DirectionSchemas): readonly Schema[] {
  return [...parameters, ...schemasOfContents(contents)];
}

function requestSchemasOf(exchanges: readonly OperationObject[]): DirectionSchemas {
  return {
    parameters: exchanges.flatMap(({ parameters }) => parameters.map(({ schema }) => schema)),
    contents: exchanges.flatMap(({ body }) => body?.contents ?? []),
  };
}

function responseContentsOf(exchanges: readonly OperationObject[]): readonly Content[] {
  return exchanges.flatMap(({ responses }) => responses.flatMap(({ contents }) => contents));
}
