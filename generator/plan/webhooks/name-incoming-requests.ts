import type { Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import type { IncomingOperation } from "../../model/types/operation.js";
import { identifier, pascalCase, typePrefix } from "../names/identifiers.js";
import type { NameScope } from "../names/name-scope.js";

/** What names of types are made of. */
export interface IncomingContext {
  readonly api: Api;
  /** The name of the client's class: what a type's name starts with where its usual one is taken. */
  readonly client: string;
  readonly scope: NameScope;
}

/** `order.created` is `OrderCreated`, whatever else there is; sent by another method than POST it says so: `OrderCreatedDelete`. */
export function baseTypeName({ name, typeName, method }: IncomingOperation, ending: "Webhook" | "Callback", prefix = ""): string {
  const ends = new RegExp(`${ending}$`);
  if (typeName !== undefined) return typePrefix([typeName]).replace(ends, "");
  const base = prefix + pascalCase(name, "Event").replace(ends, "");
  return method === "POST" ? base : base + pascalCase(method.toLowerCase(), "Method");
}

export function assignTypeNames(
  bases: ReadonlyMap<IncomingOperation, string>,
  ending: string,
  verb: "sends" | "is answered",
  { client, scope }: IncomingContext,
  report: Report,
): ReadonlyMap<IncomingOperation, string> {
  return scope.assign(
    [...bases].map(([incoming, base]) => ({
      owner: incoming,
      key: incoming.pointer,
      candidates: [identifier(base + ending), identifier(client + base + ending)] as const,
      place: incoming.place,
      subject: `The type of what the service ${verb} as \`${incoming.name}\``,
    })),
    report,
  );
}
