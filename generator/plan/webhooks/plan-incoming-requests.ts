import type { Report } from "../../diagnostics.js";
import type { Api, Content, Incoming, Operation, Parameter, Response } from "../../model/types/api.js";
import { canonicalMembers } from "../../model/reading/order.js";
import type { Schema } from "../../model/types/schema.js";
import { bodyKind, bodySchema } from "../requests/body-kinds.js";
import { identifier, pascalCase, typePrefix } from "../names/identifiers.js";
import type { IncomingPart, IncomingPlan, ReceivedBody, ReplyPlan, WebhooksPlan } from "../types/webhook-plan.js";
import type { OperationName } from "../names/operation-names.js";
import { receivedBody } from "../responses/plan-response.js";
import type { Scope } from "../names/name-scope.js";
import { propertiesOf } from "../content/schema-shapes.js";

/** What names of types are made of. */
export interface IncomingContext {
  readonly api: Api;
  /** The name of the client's class: what a type's name starts with where its usual one is taken. */
  readonly client: string;
  readonly scope: Scope;
}

/** The types of all that the service sends by itself. */
export function planWebhooks(context: IncomingContext, report: Report): WebhooksPlan | undefined {
  const { api, client, scope } = context;
  if (api.webhooks.length === 0) return undefined;
  const bases = new Map(api.webhooks.map((webhook) => [webhook, baseOf(webhook, "Webhook")]));
  const webhooks = planAll(bases, "Webhook", context, report);
  const own = (name: string): string =>
    scope.claim([{ owner: name, key: name, names: [name, identifier(client + name)] }]).get(name) ?? name;
  const answered = webhooks.some(({ responsesName }) => responsesName !== undefined);
  const withBody = webhooks.filter(({ bodies }) => bodies.length > 0);
  const bodies = unionOfBodies(withBody);
  return {
    webhooks,
    mapName: own("Webhooks"),
    ...(answered && { responsesName: own("WebhookResponses") }),
    anyName: own("AnyWebhook"),
    ...(withBody.length > 0 && { bodyName: own("AnyWebhookBody") }),
    ...(bodies && { bodies }),
  };
}

/** The types of what the service sends because operations were called, beside these. */
export function planCallbacks(
  names: ReadonlyMap<Operation, OperationName>,
  context: IncomingContext,
  report: Report,
): ReadonlyMap<Incoming, IncomingPlan> {
  const bases = new Map(
    [...names].flatMap(([{ callbacks }, { resource, name }]) =>
      callbacks.map((callback) => [callback, baseOf(callback, "Callback", typePrefix([...resource, name]))] as const),
    ),
  );
  return new Map(planAll(bases, "Callback", context, report).map((plan) => [plan.incoming, plan]));
}

/** `order.created` is `OrderCreated`, whatever else there is; sent by another method than POST it says so: `OrderCreatedDelete`. */
function baseOf({ name, typeName, method }: Incoming, ending: "Webhook" | "Callback", prefix = ""): string {
  const ends = new RegExp(`${ending}$`);
  if (typeName !== undefined) return typePrefix([typeName]).replace(ends, "");
  const base = prefix + pascalCase(name, "Event").replace(ends, "");
  return method === "POST" ? base : base + pascalCase(method.toLowerCase(), "Method");
}

function planAll(
  bases: ReadonlyMap<Incoming, string>,
  ending: "Webhook" | "Callback",
  context: IncomingContext,
  report: Report,
): readonly IncomingPlan[] {
  const named = claimAll(bases, ending, "sends", context, report);
  const answered = new Map([...bases].filter(([{ responses }]) => responses.length > 0));
  const responses = claimAll(answered, `${ending}Responses`, "is answered", context, report);
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

function claimAll(
  bases: ReadonlyMap<Incoming, string>,
  ending: string,
  verb: "sends" | "is answered",
  { client, scope }: IncomingContext,
  report: Report,
): ReadonlyMap<Incoming, string> {
  return scope.claim(
    [...bases].map(([incoming, base]) => ({
      owner: incoming,
      key: incoming.pointer,
      names: [identifier(base + ending), identifier(client + base + ending)] as const,
      place: incoming.place,
      what: `The type of what the service ${verb} as \`${incoming.name}\``,
    })),
    report,
  );
}

const parts = [
  ["path", ["path"]],
  ["query", ["query", "querystring"]],
  ["headers", ["header"]],
  ["cookies", ["cookie"]],
] as const;

/** Header names arrive in small letters, on every platform. */
function partsOf(parameters: readonly Parameter[]): readonly IncomingPart[] {
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
function bodiesOf({ body }: Incoming, api: Api): readonly ReceivedBody[] {
  return (body?.contents ?? []).map((content) => ({
    mediaType: content.mediaType,
    optional: body?.required !== true && !hasRequired(content, api),
    body: receivedBody(content, api),
  }));
}

function hasRequired({ schema }: Content, api: Api): boolean {
  const properties = (schema && propertiesOf(schema, api)) ?? [];
  return properties.some(({ required, writeOnly }) => required && !writeOnly);
}

function planReply({ status, description, contents, headers }: Response, api: Api): ReplyPlan {
  const bodies = contents.map((content) => {
    const kind = bodyKind(content, api);
    return { kind, schema: bodySchema(content, kind, api) };
  });
  return { status, ...(description !== undefined && { description }), headers, bodies };
}

/** Where every body is a model, all of them are alternatives that a property may tell apart. */
function unionOfBodies(webhooks: readonly IncomingPlan[]): Schema | undefined {
  const bodies = webhooks.flatMap(({ bodies: own }) =>
    own.map(({ body }) => ("schema" in body && body.kind === "json" ? body.schema : undefined)),
  );
  const named = bodies.flatMap((schema) => (schema?.kind === "reference" ? [schema] : []));
  const [first] = named;
  if (first === undefined || named.length < bodies.length) return undefined;
  const members = canonicalMembers(named.map(({ kind, target, place }) => ({ kind, target, docs: {}, place })));
  return members.length === 1 ? members[0] : { kind: "union", members, docs: {}, place: first.place };
}
