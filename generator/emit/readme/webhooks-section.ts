import type { IncomingRequestPlan, WebhooksPlan } from "../../plan/types/webhook-plan.js";
import { type Code, code, ident } from "../text/code.js";
import { lit } from "../text/literals.js";
import { codeText, fenced, plainText } from "./markdown.js";

/** What the README says about webhooks: a line each, and how a receiver of all of them is typed. */
export function webhooksSection({ webhooks, mapTypeName: mapName, unionTypeName: anyName }: WebhooksPlan, packageName: string) {
  const [first] = webhooks;
  return {
    map: mapName,
    rows: webhooks.map(({ incoming: { name, method, summary }, name: type }) => ({
      name: codeText(name),
      method: codeText(method),
      type: codeText(type),
      about: summary === undefined ? "" : plainText(summary),
    })),
    example: first === undefined ? "" : fenced("ts", example(first, mapName, anyName, packageName)),
  };
}

function example({ incoming, bodies }: IncomingRequestPlan, mapName: string, anyName: string, packageName: string): readonly Code[] {
  const map = ident(mapName);
  const any = ident(anyName);
  const shown = bodies.length === 0 ? code`method` : code`body`;
  return [
    code`import type { ${any}, ${map} } from ${lit(packageName)};`,
    code``,
    code`function first({ ${shown} }: ${map}[${lit(incoming.name)}][${lit(incoming.key)}]) {`,
    code`  console.log(${shown});`,
    code`}`,
    code``,
    code`function received(webhook: ${any}) {`,
    code`  if (webhook.name === ${lit(incoming.name)} && webhook.method === ${lit(incoming.method)}) first(webhook);`,
    code`}`,
    code`console.log(received);`,
  ];
}
