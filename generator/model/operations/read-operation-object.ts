import { readBoolean, readString } from "../../load/tree/read-fields.js";
import type { MapNode } from "../../load/tree/node.js";
import type { Api, Content, Exchange, Method, Operation } from "../types/api.js";
import { readBody } from "../bodies/read-request-body.js";
import type { ContentKey } from "../schema-passes/binary-context.js";
import type { ModelContext } from "../reading/context.js";
import { readResponses } from "../bodies/read-responses.js";
import { present, readExternalDocs } from "../schemas/read-schema-docs.js";
import type { Schema } from "../types/schema.js";
import { schemasOfContents } from "../traversal/schema-parts.js";

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

/** A change of a schema, which may depend on the content that it describes; a parameter's describes none. */
type Change = (schema: Schema, content?: Content, key?: ContentKey) => Schema;

/** An exchange with a change made to each schema that it holds itself; of an operation, to those of its callbacks as well. */
export function mapExchange<Held extends Exchange>(exchange: Held, change: Change): Held {
  const { body, parameters, responses } = exchange;
  const mapped = <Holder extends { readonly contents: readonly Content[] }>(holder: Holder): Holder => ({
    ...holder,
    contents: holder.contents.map((content) => mapContent(content, change)),
  });
  return {
    ...exchange,
    parameters: parameters.map((parameter) => ({ ...parameter, schema: change(parameter.schema) })),
    ...(body && { body: mapped(body) }),
    responses: responses.map(mapped),
  };
}

export function mapOperation(operation: Operation, change: Change): Operation {
  const callbacks = operation.callbacks.map((callback) => mapExchange(callback, change));
  return { ...mapExchange(operation, change), callbacks };
}

function mapContent(content: Content, change: Change): Content {
  const { schema, itemSchema, eventData } = content;
  return {
    ...content,
    ...(schema && { schema: change(schema, content, "schema") }),
    ...(itemSchema && { itemSchema: change(itemSchema, content, "itemSchema") }),
    ...(eventData && { eventData: change(eventData, content, "eventData") }),
  };
}
