import type { Report } from "../../diagnostics.js";
import { canonicalMembers } from "../../model/reading/canonical-schemas.js";
import type { Schema } from "../../model/types/schema.js";
import { identifier } from "../names/identifiers.js";
import type { IncomingRequestPlan, WebhooksPlan } from "../types/webhooks-plan.js";
import { baseTypeName } from "./name-incoming-requests.js";
import type { IncomingContext } from "./name-incoming-requests.js";
import { planIncomingRequests } from "./plan-incoming-requests.js";

/** The types of all webhooks; undefined if the API has none. */
export function planWebhooks(context: IncomingContext, report: Report): WebhooksPlan | undefined {
  const { api, client, scope } = context;
  if (api.webhooks.length === 0) return undefined;
  const bases = new Map(api.webhooks.map((webhook) => [webhook, baseTypeName(webhook, "Webhook")]));
  const webhooks = planIncomingRequests(bases, "Webhook", context, report);
  const typeName = (name: string): string =>
    scope.assign([{ owner: name, key: name, candidates: [name, identifier(client + name)] }]).get(name) ?? name;
  const hasResponses = webhooks.some(({ responsesName }) => responsesName !== undefined);
  const withBody = webhooks.filter(({ bodies }) => bodies.length > 0);
  const bodyUnion = unionOfBodies(withBody);
  return {
    webhooks,
    mapTypeName: typeName("Webhooks"),
    ...(hasResponses && { responsesMapTypeName: typeName("WebhookResponses") }),
    unionTypeName: typeName("AnyWebhook"),
    ...(withBody.length > 0 && { bodyUnionTypeName: typeName("AnyWebhookBody") }),
    ...(bodyUnion && { bodyUnion }),
  };
}

/** The union of all bodies if each has a named schema: such a union may have a discriminator. A merge patch has other types than its schema. */
function unionOfBodies(webhooks: readonly IncomingRequestPlan[]): Schema | undefined {
  const bodies = webhooks.flatMap(({ bodies: received }) =>
    received.map(({ body }) => (body.kind === "json" && body.mergePatch !== true ? body.schema : undefined)),
  );
  const named = bodies.flatMap((schema) => (schema?.kind === "reference" ? [schema] : []));
  const [first] = named;
  if (first === undefined || named.length < bodies.length) return undefined;
  const members = canonicalMembers(named.map(({ kind, target, place }) => ({ kind, target, docs: {}, place })));
  return members.length === 1 ? members[0] : { kind: "union", members, docs: {}, place: first.place };
}
