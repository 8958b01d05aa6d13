import type { Api } from "../types/api.js";
import type { Content, Exchange } from "../types/operation.js";
import type { Schema } from "../types/schema.js";
import { schemasOfContents } from "./schema-parts.js";

/** What travels one way between the package's user and the service. */
export interface Traffic {
  /** The values of parameters. */
  readonly parameters: readonly Schema[];
  readonly contents: readonly Content[];
}

/** What goes to the service and what comes from it: the requests of webhooks and callbacks come, and their answers go. */
export function trafficOf({ operations, webhooks }: Pick<Api, "operations" | "webhooks">): {
  readonly sent: Traffic;
  readonly received: Traffic;
} {
  const incoming = [...operations.flatMap(({ callbacks }) => callbacks), ...webhooks];
  const [ours, theirs] = [requestsOf(operations), requestsOf(incoming)];
  return {
    sent: { ...ours, contents: [...ours.contents, ...answersOf(incoming)] },
    received: { ...theirs, contents: [...theirs.contents, ...answersOf(operations)] },
  };
}

/** The schemas of what travels. */
export function schemasOfTraffic({ parameters, contents }: Traffic): readonly Schema[] {
  return [...parameters, ...schemasOfContents(contents)];
}

function requestsOf(exchanges: readonly Exchange[]): Traffic {
  return {
    parameters: exchanges.flatMap(({ parameters }) => parameters.map(({ schema }) => schema)),
    contents: exchanges.flatMap(({ body }) => body?.contents ?? []),
  };
}

function answersOf(exchanges: readonly Exchange[]): readonly Content[] {
  return exchanges.flatMap(({ responses }) => responses.flatMap(({ contents }) => contents));
}
