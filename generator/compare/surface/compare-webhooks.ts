import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { IncomingParametersPlan, IncomingRequestPlan } from "../../plan/types/webhooks-plan.js";
import type { IncomingOperation } from "../../model/types/operation.js";
import type { ChangeDraft } from "../rules/change.js";
import type { RuleId } from "../rules/rules.js";
import { unionOfViews } from "../types/combine-views.js";
import { enumViewOf } from "../types/enum-view.js";
import { expand } from "../types/expand.js";
import {
  isTypeRef,
  objectView,
  type PropertyView,
  scalarView,
  type Side,
  type TypeRef,
  type TypeView,
} from "../types/type-view.js";
import type { PackageSurface, Surfaces } from "./package-surface.js";
import { sentBody } from "./params-view.js";
import { oneBodyType } from "./response-views.js";

interface IncomingRules {
  readonly added: RuleId;
  readonly removed: RuleId;
}

/** Compares the requests that the service sends on its own. */
export function compareWebhooks(surfaces: Surfaces): void {
  const webhooks = ({ plan }: PackageSurface) => plan.webhooks?.webhooks ?? [];
  compareIncoming(
    webhooks(surfaces.old),
    webhooks(surfaces.now),
    { added: "webhook-added", removed: "webhook-removed" },
    surfaces,
    [],
  );
}

/** Compares the requests that the service sends after a call. */
export function compareCallbacks(before: OperationPlan, after: OperationPlan, surfaces: Surfaces): void {
  const rules: IncomingRules = { added: "callback-added", removed: "callback-removed" };
  compareIncoming(before.callbacks, after.callbacks, rules, surfaces, [before.qualifiedName]);
}

function compareIncoming(
  old: readonly IncomingRequestPlan[],
  now: readonly IncomingRequestPlan[],
  rules: IncomingRules,
  surfaces: Surfaces,
  operations: readonly string[],
): void {
  const { matched, removed, added } = matchIncoming(old, now);
  for (const { name, incoming } of removed) surfaces.add({ rule: rules.removed, subject: name, operations, old: incoming.place });
  for (const { name, incoming } of added) surfaces.add({ rule: rules.added, subject: name, operations, new: incoming.place });
  for (const [before, after] of matched) compareRequests(before, after, surfaces);
}

/** A callback whose address is another one now is still the same callback. */
const identities: readonly ((plan: IncomingRequestPlan) => string)[] = [
  ({ incoming: { name, address, method } }) => JSON.stringify([name, address, method]),
  ({ incoming: { name, method } }) => JSON.stringify([name, method]),
];

function matchIncoming(
  old: readonly IncomingRequestPlan[],
  now: readonly IncomingRequestPlan[],
): {
  readonly matched: readonly (readonly [IncomingRequestPlan, IncomingRequestPlan])[];
  readonly removed: ReadonlySet<IncomingRequestPlan>;
  readonly added: ReadonlySet<IncomingRequestPlan>;
} {
  const [removed, added] = [new Set(old), new Set(now)];
  const matched: (readonly [IncomingRequestPlan, IncomingRequestPlan])[] = [];
  for (const identity of identities) {
    for (const before of removed) {
      const after = [...added].find((candidate) => identity(candidate) === identity(before));
      if (after === undefined) continue;
      removed.delete(before);
      added.delete(after);
      matched.push([before, after]);
    }
  }
  return { matched, removed, added };
}

function compareRequests(before: IncomingRequestPlan, after: IncomingRequestPlan, { old, now, types, add }: Surfaces): void {
  const at = { operations: [before.name], old: before.incoming.place, new: after.incoming.place };
  if (before.name !== after.name)
    add({ ...at, rule: "export-renamed", subject: before.name, facts: { old: before.name, new: after.name } });
  compareDescriptions(before, after, at, add);
  types.compareRoot(before.name, requestView(before, old.sides.received), requestView(after, now.sides.received), "received");
  for (const response of before.responses) {
    const other = after.responses.find(({ status }) => status === response.status);
    const subject = `${before.name}.responses.${response.status}`;
    if (other === undefined)
      add({ ...at, rule: "response-status-removed", subject: before.name, facts: { name: `\`${response.status}\`` } });
    else types.compareRoot(before.name, replyView(response, old.sides.sent), replyView(other, now.sides.sent), "sent", subject);
  }
  for (const { status } of after.responses)
    if (!before.responses.some((response) => response.status === status))
      add({ ...at, rule: "response-status-added", subject: before.name, facts: { name: `\`${status}\`` } });
}

function compareDescriptions(
  { name: subject, incoming: old }: IncomingRequestPlan,
  { incoming: now }: IncomingRequestPlan,
  at: Pick<ChangeDraft, "operations" | "old" | "new">,
  add: Surfaces["add"],
): void {
  const facts = { old: `\`${old.address ?? ""}\``, new: `\`${now.address ?? ""}\`` };
  if (old.address !== now.address) add({ ...at, rule: "callback-address-changed", subject, facts });
  if (old.deprecated !== now.deprecated) add({ ...at, rule: now.deprecated ? "deprecated" : "deprecation-removed", subject });
  if (proseOf(old) !== proseOf(now)) add({ ...at, rule: "documentation-changed", subject });
}

function proseOf({ summary, description, externalDocs, body, responses }: IncomingOperation): string {
  const ofResponses = responses.map((response) => [response.status, response.description]);
  return JSON.stringify([summary, description, externalDocs, body?.description, ofResponses]);
}

/** The type of a request that a receiver gets. */
export function requestView({ incoming, parameters, bodies }: IncomingRequestPlan, side: Side): TypeView {
  const property = (name: string, required: boolean, type: TypeRef | TypeView) => ({
    name,
    required,
    type,
    place: incoming.place,
    description: undefined,
    deprecated: false,
  });
  const own: readonly PropertyView[] = parameters.map((part) => property(part.name, true, partView(part, side)));
  const body = bodies.map((one) => [
    ...(bodies.length > 1 ? [property("contentType", true, enumViewOf([one.mediaType], true))] : []),
    property("body", !one.optional, oneBodyType(one.body, side)),
  ]);
  const objects = body.length === 0 ? [[]] : body;
  return unionOfViews(
    objects.map((more, index) =>
      objectView({ tag: bodies[index]?.mediaType, properties: new Map([...own, ...more].map((one) => [one.name, one])) }),
    ),
  );
}

function partView({ values, querystring }: IncomingParametersPlan, side: Side): TypeRef | TypeView {
  if (querystring !== undefined) return { schema: querystring.schema, side };
  const properties = values.map(
    ({ key, parameter: { required, schema, place, description, deprecated } }): [string, PropertyView] => [
      key,
      { name: key, required, type: { schema, side }, place, description, deprecated },
    ],
  );
  return objectView({ properties: new Map(properties) });
}

/** The type of a reply that a receiver sends. */
export function replyView({ bodies }: IncomingRequestPlan["responses"][number], side: Side): TypeView {
  const types = bodies.map(({ kind, schema }) => sentBody(kind, schema && { schema, side }));
  return types.length === 0
    ? scalarView("undefined")
    : unionOfViews(types.map((type) => (isTypeRef(type) ? expand(type) : type)));
}
