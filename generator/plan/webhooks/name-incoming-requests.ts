import type { Scope } from "ts-morph";
import type { Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import type { Incoming } from "../../model/types/operation.js";
import { typePrefix, type pascalCase } from "../names/identifiers.js";

/** What names of types are made of. */
export interface IncomingContext {
  readonly api: Api;
  /** The name of the client's class: what a type's name starts with where its usual one is taken. */
  readonly client: string;
  readonly scope: Scope;
}

/** `order.created` is `OrderCreated`, whatever else there is; sent by another method than POST it says so: `OrderCreatedDelete`. */
export function baseOf({ name, typeName, method }: Incoming, ending: "Webhook" | "Callback", prefix = ""): string {
  const ends = new RegExp(`${ending}$`);
  if (typeName !== undefined) return typePrefix([typeName]).replace(ends, "");
  const base = prefix + pascalCase(name, "Event").replace(ends, "");
  return method === "POST" ? base : base + pascalCase(method.toLowerCase(), "Method");
}

export function claimAll(
  bases: ReadonlyMap<Incoming, string>,
  ending: string,
  verb: "sends" | "is answered",
  { client, scope }: IncomingContext,
  report: Report,
): ReadonlyMap<Incoming, string> {
