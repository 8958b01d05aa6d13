import type { Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import type { IncomingOperation } from "../../model/types/operation.js";
import { identifier, pascalCase, typePrefix } from "../names/identifiers.js";
import type { NameScope } from "../names/name-scope.js";

/** What names for incoming requests depend on. */
export interface IncomingContext {
  readonly api: Api;
  /** The name of the client class, the prefix of a type name whose first choice is taken. */
  readonly client: string;
  readonly scope: NameScope;
}

/** `order.created` becomes `OrderCreated`, with another method than POST `OrderCreatedDelete`. */
export function baseTypeName({ name, typeName, method }: IncomingOperation, ending: "Webhook" | "Callback", prefix = ""): string {
  const endingPattern = new RegExp(`${ending}$`);
  if (typeName !== undefined) return typePrefix([typeName]).replace(endingPattern, "");
  const base = prefix + pascalCase(name, "Event").replace(endingPattern, "");
  return method === "POST" ? base : base + pascalCase(method.toLowerCase(), "Method");
}

export function assignTypeNames(
  bases: ReadonlyMap<IncomingOperation, string>,
  ending: string,
  subject: "request" | "responses",
  { client, scope }: IncomingContext,
  report: Report,
): ReadonlyMap<IncomingOperation, string> {
  return scope.assign(
    [...bases].map(([incoming, base]) => ({
      owner: incoming,
      key: incoming.pointer,
      candidates: [identifier(base + ending), identifier(client + base + ending)] as const,
      place: incoming.place,
      subject: `The type of the ${subject} of \`${incoming.name}\``,
    })),
    report,
  );
}
