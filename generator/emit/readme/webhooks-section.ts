import type { IncomingRequestPlan, WebhooksPlan } from "../../plan/types/webhooks-plan.js";
import { type Code, code, identifier } from "../text/code.js";
import { literal } from "../text/literals.js";
import { inlineCode, codeFence, plainText } from "./markdown.js";

/** The section about webhooks: a table, and an example of a typed receiver. */
export function webhooksSection({ webhooks, mapTypeName, unionTypeName }: WebhooksPlan, packageName: string) {
  const [first] = webhooks;
  return {
    map: mapTypeName,
    rows: webhooks.map(({ incoming: { name, method, summary }, name: type }) => ({
      name: inlineCode(name),
      method: inlineCode(method),
      type: inlineCode(type),
      about: summary === undefined ? "" : plainText(summary),
    })),
    example: first === undefined ? "" : codeFence("ts", example(first, mapTypeName, unionTypeName, packageName)),
  };
}

function example(
  { incoming, bodies }: IncomingRequestPlan,
  mapName: string,
  anyName: string,
  packageName: string,
): readonly Code[] {
  const map = identifier(mapName);
  const any = identifier(anyName);
  const shown = bodies.length === 0 ? code`method` : code`body`;
  return [
    code`import type { ${any}, ${map} } from ${literal(packageName)};`,
    code``,
    code`function first({ ${shown} }: ${map}[${literal(incoming.name)}][${literal(incoming.key)}]) {`,
    code`  console.log(${shown});`,
    code`}`,
    code``,
    code`function received(webhook: ${any}) {`,
    code`  if (webhook.name === ${literal(incoming.name)} && webhook.method === ${literal(incoming.method)}) first(webhook);`,
    code`}`,
    code`console.log(received);`,
  ];
}
