import type { IncomingRequestPlan, WebhooksPlan } from "../../plan/types/webhooks-plan.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { code, type Code, identifier, join } from "../text/code.js";
import { Imports } from "../text/imports.js";
import { declareIncoming, incomingScopes, incomingTypeNames, receivedType } from "./incoming-types.js";
import { propertyKey } from "../text/literals.js";
import { moduleText, type ModuleText } from "../text/module-text.js";
import { typeOf, type TypeScope } from "../types/type-scope.js";
import { type MemberText, printAlias, printInterface } from "../text/structures.js";
import { codeSpan, docComment, type DocText, docText } from "../text/tsdoc.js";
import { primary, type TypeExpression, unionOf } from "../types/type-expression.js";
import type { PackageTypes } from "../types/package-types.js";

export const webhooksModule = "webhook-types";

/** `src/webhook-types.ts`: the types of webhooks. The module contains no code that runs. */
export function emitWebhooks({ webhooks, api }: PackagePlan, types: PackageTypes): readonly ModuleText[] {
  if (webhooks === undefined) return [];
  const imports = new Imports(webhooksModule, webhookTypeNames(webhooks));
  const scopes = incomingScopes(types, imports);
  const declarations = [
    ...webhooks.webhooks.flatMap((webhook) => declareIncoming(webhook, scopes)),
    ...declareMaps(webhooks),
    declareAnyWebhook(webhooks),
    ...declareAnyBody(webhooks, scopes.received),
  ];
  return [moduleText(webhooksModule, api.info, imports, declarations)];
}

/** Every type that the module declares. */
export function webhookTypeNames({
  webhooks,
  mapTypeName,
  responsesMapTypeName,
  unionTypeName,
  bodyUnionTypeName,
}: WebhooksPlan): readonly string[] {
  const optional = [responsesMapTypeName, bodyUnionTypeName].filter((name) => name !== undefined);
  return [...incomingTypeNames(webhooks), mapTypeName, unionTypeName, ...optional];
}

function declareMaps({ webhooks, mapTypeName, responsesMapTypeName }: WebhooksPlan): readonly Code[] {
  const docs = docText`Requests that the service sends, by the name of the webhook and the method.`;
  const map = declareMap(mapTypeName, docs, webhooks, ({ name }) => name);
  if (responsesMapTypeName === undefined) return [map];
  const about = docText`Responses that the service expects, by the name of the webhook and the method.`;
  return [map, declareMap(responsesMapTypeName, about, webhooks, (webhook) => webhook.responsesName)];
}

function declareMap(
  name: string,
  about: DocText,
  webhooks: readonly IncomingRequestPlan[],
  typeName: (webhook: IncomingRequestPlan) => string | undefined,
): Code {
  const byName = new Map<string, Code[]>();
  for (const webhook of webhooks) {
    const type = typeName(webhook);
    if (type === undefined) continue;
    const lines = byName.get(webhook.incoming.name) ?? [];
    lines.push(code`${propertyKey(webhook.incoming.key)}: ${identifier(type)};`);
    byName.set(webhook.incoming.name, lines);
  }
  const members = [...byName].map(([webhook, lines]): MemberText => ({
    name: propertyKey(webhook),
    type: code`{\n${join(lines, "\n")}\n}`,
  }));
  return printInterface({ name: identifier(name), docs: docComment({ paragraphs: [about] }), members });
}

function declareAnyWebhook({ webhooks, unionTypeName }: WebhooksPlan): Code {
  const docs = docComment({ paragraphs: [docText`Whatever the service sends; ${codeSpan("name")} tells which webhook it is.`] });
  const type = unionOf(webhooks.map(({ name }) => primary(identifier(name)))).code;
  return printAlias({ name: identifier(unionTypeName), docs, type });
}

function declareAnyBody({ webhooks, bodyUnionTypeName, bodyUnion }: WebhooksPlan, scope: TypeScope): readonly Code[] {
  if (bodyUnionTypeName === undefined) return [];
  const type =
    bodyUnion === undefined ? unionOf(webhooks.flatMap((webhook) => bodyOf(webhook, scope))) : typeOf(bodyUnion, scope);
  const docs = docComment({ paragraphs: [docText`The body of any webhook.`] });
  return [printAlias({ name: identifier(bodyUnionTypeName), docs, type: type.code })];
}

/** A body that is not a model is read from the type of its webhook (`OrderWebhook["body"]`), so that it is declared once. */
function bodyOf({ name, bodies }: IncomingRequestPlan, scope: TypeScope): readonly TypeExpression[] {
  const [only] = bodies;
  if (only === undefined) return [];
  if (bodies.length === 1 && only.body.kind === "json" && only.body.schema.kind === "reference")
    return [receivedType(only.body, scope)];
  const member = code`${identifier(name)}["body"]`;
  return [primary(bodies.some(({ optional }) => optional) ? code`NonNullable<${member}>` : member)];
}
