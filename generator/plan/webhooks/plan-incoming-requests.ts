import type { Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import type { Content, IncomingOperation, Parameter, Response } from "../../model/types/operation.js";
import { bodyKind, bodySchema } from "../requests/body-kinds.js";
import type {
  IncomingParametersPlan,
  IncomingRequestPlan,
  IncomingBodyPlan,
  IncomingResponsePlan,
} from "../types/webhooks-plan.js";
import { planReceivedBody } from "../responses/plan-response.js";
import { propertiesOf } from "../content/schema-shapes.js";
import { assignTypeNames } from "./name-incoming-requests.js";
import type { IncomingContext } from "./name-incoming-requests.js";

/** The types of webhook or callback requests, given the start of each type name. */
export function planIncomingRequests(
  bases: ReadonlyMap<IncomingOperation, string>,
  ending: "Webhook" | "Callback",
  context: IncomingContext,
  report: Report,
): readonly IncomingRequestPlan[] {
  const names = assignTypeNames(bases, ending, "request", context, report);
  const withResponses = new Map([...bases].filter(([{ responses }]) => responses.length > 0));
  const responsesNames = assignTypeNames(withResponses, `${ending}Responses`, "responses", context, report);
  return [...bases].map(([incoming, base]) => {
    const name = names.get(incoming) ?? base;
    const responsesName = responsesNames.get(incoming);
    return {
      incoming,
      name,
      ...(responsesName !== undefined && { responsesName }),
      parameters: groupParameters(incoming.parameters),
      bodies: planIncomingBodies(incoming, context.api),
      responses: incoming.responses.map((response) => planIncomingResponse(response, context.api)),
    };
  });
}

/** The groups of parameters, each with its locations in OpenAPI. */
const parameterGroups = [
  ["path", ["path"]],
  ["query", ["query", "querystring"]],
  ["headers", ["header"]],
  ["cookies", ["cookie"]],
] as const;

/** Receivers see header names in lower case on every platform. */
function groupParameters(parameters: readonly Parameter[]): readonly IncomingParametersPlan[] {
  return parameterGroups.flatMap(([name, locations]) => {
    const here = parameters.filter((parameter) => locations.some((location) => location === parameter.in));
    const querystring = here.find((parameter) => parameter.in === "querystring");
    const values = here.filter((parameter) => parameter !== querystring);
    if (here.length === 0) return [];
    const keyOf = (parameter: Parameter) => (name === "headers" ? parameter.name.toLowerCase() : parameter.name);
    return [
      { name, values: values.map((parameter) => ({ key: keyOf(parameter), parameter })), ...(querystring && { querystring }) },
    ];
  });
}

/** A body with a required property is never missing, whatever `required` of the Request Body Object says: the same rule as for requests. */
function planIncomingBodies({ body }: IncomingOperation, api: Api): readonly IncomingBodyPlan[] {
  return (body?.contents ?? []).map((content) => ({
    mediaType: content.mediaType,
    optional: body?.required !== true && !hasRequired(content, api),
    body: planReceivedBody(content, api),
  }));
}

function hasRequired({ schema }: Content, api: Api): boolean {
  const properties = (schema && propertiesOf(schema, api)) ?? [];
  return properties.some(({ required, writeOnly }) => required && !writeOnly);
}

function planIncomingResponse({ status, description, contents, headers }: Response, api: Api): IncomingResponsePlan {
  const bodies = contents.map((content) => {
    const kind = bodyKind(content, api);
    return { kind, schema: bodySchema(content, kind, api) };
  });
  return { status, ...(description !== undefined && { description }), headers, bodies };
}
