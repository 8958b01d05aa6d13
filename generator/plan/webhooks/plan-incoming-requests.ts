import type { Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import type { Content, IncomingOperation, Parameter, Response } from "../../model/types/operation.js";
import { bodyKind, bodySchema } from "../requests/body-kinds.js";
import type {
  IncomingParametersPlan,
  IncomingRequestPlan,
  IncomingBodyPlan,
  IncomingResponsePlan,
} from "../types/webhook-plan.js";
import { planReceivedBody } from "../responses/plan-response.js";
import { propertiesOf } from "../content/schema-shapes.js";
import { assignTypeNames } from "./name-incoming-requests.js";
import type { IncomingContext } from "./name-incoming-requests.js";

export function planIncomingRequests(
  bases: ReadonlyMap<IncomingOperation, string>,
  ending: "Webhook" | "Callback",
  context: IncomingContext,
  report: Report,
): readonly IncomingRequestPlan[] {
  const named = assignTypeNames(bases, ending, "sends", context, report);
  const answered = new Map([...bases].filter(([{ responses }]) => responses.length > 0));
  const responses = assignTypeNames(answered, `${ending}Responses`, "is answered", context, report);
  return [...bases].map(([incoming, base]) => {
    const name = named.get(incoming) ?? base;
    const responsesName = responses.get(incoming);
    return {
      incoming,
      name,
      ...(responsesName !== undefined && { responsesName }),
      parts: partsOf(incoming.parameters),
      bodies: bodiesOf(incoming, context.api),
      replies: incoming.responses.map((response) => planReply(response, context.api)),
    };
  });
}

const parts = [
  ["path", ["path"]],
  ["query", ["query", "querystring"]],
  ["headers", ["header"]],
  ["cookies", ["cookie"]],
] as const;

/** Header names arrive in small letters, on every platform. */
function partsOf(parameters: readonly Parameter[]): readonly IncomingParametersPlan[] {
  return parts.flatMap(([name, places]) => {
    const here = parameters.filter((parameter) => places.some((place) => place === parameter.in));
    const whole = here.find((parameter) => parameter.in === "querystring");
    const values = here.filter((parameter) => parameter !== whole);
    if (here.length === 0) return [];
    const keyOf = (parameter: Parameter) => (name === "headers" ? parameter.name.toLowerCase() : parameter.name);
    return [{ name, values: values.map((parameter) => ({ key: keyOf(parameter), parameter })), ...(whole && { whole }) }];
  });
}

/** A body that may be missing is nevertheless there once it has a field that must be, as with bodies that are sent. */
function bodiesOf({ body }: IncomingOperation, api: Api): readonly IncomingBodyPlan[] {
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

function planReply({ status, description, contents, headers }: Response, api: Api): IncomingResponsePlan {
  const bodies = contents.map((content) => {
    const kind = bodyKind(content, api);
    return { kind, schema: bodySchema(content, kind, api) };
  });
  return { status, ...(description !== undefined && { description }), headers, bodies };
}
