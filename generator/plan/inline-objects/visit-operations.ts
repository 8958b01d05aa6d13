import { parsePointer } from "../../load/tree/pointer.js";
import { structuralKey } from "../../model/reading/canonical-schemas.js";
import { isError, successfulResponses } from "../../model/traversal/operation-schemas.js";
import type { Api } from "../../model/types/api.js";
import type { Content, IncomingOperation, Operation, RequestBody, Response } from "../../model/types/operation.js";
import type { Schema } from "../../model/types/schema.js";
import type { OperationName } from "../names/operation-names.js";
import { bodyKind } from "../requests/body-kinds.js";
import { canFlatten } from "../requests/plan-request-bodies.js";
import { planReceivedBody, planResponse } from "../responses/plan-response.js";
import type { BodyKind } from "../types/body-plan.js";
import { baseTypeName } from "../webhooks/name-incoming-requests.js";
import { bodyNames, componentNames, incomingNames } from "./body-names.js";
import type { InlineRegistry } from "./inline-registry.js";
import { everywhere, type ObjectNames, type Position, ranks } from "./object-names.js";
import { type OperationContext, operationContext } from "./operation-context.js";
import { errorNames, itemNames, responseNames } from "./response-names.js";
import { visitParts, visitSchema, type Visitor } from "./visit-schemas.js";

/** A visitor for what the client sends, one for what it receives, and one for what gets a name by `x-specloom-name` only. */
export interface Visitors {
  readonly sent: Visitor;
  readonly received: Visitor;
  readonly pinned: Visitor;
}

export function createVisitors(api: Api, registry: InlineRegistry): Visitors {
  return {
    sent: { api, registry, sender: "client", pinnedOnly: false },
    received: { api, registry, sender: "service", pinnedOnly: false },
    pinned: { api, registry, pinnedOnly: true },
  };
}

/** The operation with references to the objects in it that get a name. */
export function visitOperation(operation: Operation, name: OperationName, visitors: Visitors): Operation {
  const context = operationContext(operation, name);
  const { body, callbacks, parameters, responses } = operation;
  return {
    ...operation,
    // The type of a parameter depends on how it is serialized, so that the objects in it have no names.
    parameters: parameters.map((parameter) => ({ ...parameter, schema: visitPinned(parameter.schema, visitors) })),
    ...(body && { body: visitBody(body, operation, context, visitors) }),
    responses: responses.map((response) => visitResponse(response, operation, context, visitors)),
    callbacks: callbacks.map((callback) => visitIncoming(callback, baseTypeName(callback, "Callback", context.base), visitors)),
  };
}

/** @param base - The start of the names of its types. */
export function visitIncoming(incoming: IncomingOperation, base: string, visitors: Visitors): IncomingOperation {
  const { body } = incoming;
  if (body === undefined) return incoming;
  const contents = body.contents.map((content) => {
    const { schema, mediaType } = content;
    const position = incomingNames(base, incoming.pointer, mediaType);
    const isJson = planReceivedBody(content, visitors.received.api).kind === "json";
    return schema === undefined || !isJson ? content : { ...content, schema: visitSchema(schema, position, visitors.received) };
  });
  return { ...incoming, body: { ...body, contents } };
}

export function visitPinned(schema: Schema, { pinned }: Visitors): Schema {
  return visitSchema(schema, anywhere, pinned);
}

/** Never used as a name, because only schemas with `x-specloom-name` get one where it stands. */
const unnamed: ObjectNames = { candidates: ["Unnamed"], rank: ranks.body, order: "", always: false, members: () => anywhere };
const anywhere = everywhere(unnamed);

function visitResponse(response: Response, operation: Operation, context: OperationContext, visitors: Visitors): Response {
  const failed = isError(response, operation.responses);
  const plan = planResponse(response, visitors.received.api, failed);
  // What is not read as JSON has no type of its own.
  const read = new Set(
    [plan.body, ...plan.otherBodies].flatMap((body) => ("schema" in body ? [structuralKey(body.schema)] : [])),
  );
  const isFirst =
    successfulResponses(operation.responses).find(({ contents }) => contents.length > 0)?.status === response.status;
  const positionOf = (schema: Schema): Position =>
    componentPosition(schema, "Response") ??
    (failed ? errorNames(context, response.status) : responseNames(context, response.status, isFirst, schema));
  const items = everywhere(itemNames(context));
  const visit = (schema: Schema): Schema => {
    if (read.has(structuralKey(schema))) return visitSchema(schema, positionOf(schema), visitors.received);
    const isStream = schema.kind === "array" && read.has(structuralKey(schema.items));
    return isStream ? visitParts(schema, items, visitors.received) : visitPinned(schema, visitors);
  };
  return {
    ...response,
    contents: response.contents.map(({ schema, itemSchema, ...content }) => ({
      ...content,
      ...(schema && { schema: visit(schema) }),
      ...(itemSchema && {
        itemSchema: read.has(structuralKey(itemSchema)) ? visitSchema(itemSchema, items, visitors.received) : itemSchema,
      }),
    })),
  };
}

/** The properties of most bodies become properties of `params`, whose interface is their name. */
function visitBody(body: RequestBody, operation: Operation, context: OperationContext, visitors: Visitors): RequestBody {
  const taken = new Set(operation.parameters.map(({ name }) => name));
  const { api } = visitors.sent;
  const visit = (schema: Schema, kind: BodyKind, names: Position): Schema => {
    const position = componentPosition(schema, "Body") ?? names;
    if (!kindsWithSchema.has(kind)) return visitPinned(schema, visitors);
    const isSpread = schema.docs.typeName === undefined && (lineKinds.has(kind) || canFlatten(schema, taken, api));
    return isSpread ? visitParts(schema, position, visitors.sent) : visitSchema(schema, position, visitors.sent);
  };
  const visitContent = (content: Content): Content => {
    const { schema, itemSchema } = content;
    const kind = bodyKind(content, api);
    const names = bodyNames(context, content.mediaType);
    const items = everywhere(names.item);
    return {
      ...content,
      ...(schema && { schema: visit(schema, kind, names) }),
      ...(itemSchema && { itemSchema: lineKinds.has(kind) ? visitSchema(itemSchema, items, visitors.sent) : itemSchema }),
    };
  };
  return { ...body, contents: body.contents.map(visitContent) };
}

/** Bodies that are sent item by item. */
const lineKinds: ReadonlySet<BodyKind> = new Set(["jsonLines", "jsonSequence"]);
const kindsWithSchema: ReadonlySet<BodyKind> = new Set(["json", "form", "multipart", ...lineKinds]);

/** The names in a response or body of `components`, which do not depend on the operations that use it. */
function componentPosition({ place }: Schema, ending: "Response" | "Body"): Position | undefined {
  const segments = parsePointer(place.pointer) ?? [];
  const start = segments[0] === "components" ? 1 : 0;
  const name = segments[start + 1];
  const isComponent = segments[start] === (ending === "Response" ? "responses" : "requestBodies");
  return isComponent && name !== undefined ? componentNames(name, ending) : undefined;
}
