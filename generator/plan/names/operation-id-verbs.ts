import type { Operation } from "../../model/types/operation.js";
import type { NamingFacts, ProposedName } from "./method-names.js";
import { methodName } from "./method-names.js";
import { contradicts, kindOfName, kindOfSummary } from "./verb-kinds.js";

/** Names of the table that say no more than the HTTP method. */
const plainNames: ReadonlySet<string> = new Set(["create", "replace", "replaceAll", "delete", "deleteMany"]);

/** Verbs that say no more than these names. */
const plainVerbs: ReadonlySet<string> = new Set(
  "change create delete destroy edit generate get insert list modify patch post put remove replace update upload".split(" "),
);

/**
 * The verb of an operationId such as `apps/suspend-installation`, where verb and path give only `create`, `replace` or `delete`. A last
 * segment that says the same as the verb is no resource: `PUT …/installations/{id}/suspended` is `installations.suspend`.
 */
export function nameFromSlashes(id: string, { summary = "" }: Operation, facts: NamingFacts): ProposedName | undefined {
  const table = methodName(facts);
  const [verb = "", ...others] = (id.split("/")[1] ?? "").split("-");
  if (!plainNames.has(table.name) || plainVerbs.has(verb) || verb.length < 3 || others[0] === "or") return undefined;
  if (contradicts(kindOfName(verb), kindOfSummary(summary))) return undefined;
  const base = verb.replace(/^un/, "").replace(/e$/, "");
  const last = table.resource.at(-1)?.toLowerCase() ?? "";
  const saysState = base.length > 2 && table.resource.length > 1 && last.startsWith(base);
  if (!saysState) return { resource: table.resource, name: [verb, ...manner(others)].join(" ") };
  // Where the state can be got, its operations stay together.
  if (facts.shape.methods.has("GET")) return last === verb ? undefined : { resource: table.resource, name: verb };
  return { resource: table.resource.slice(0, -1), name: verb };
}

/** `as-read` of `mark-notifications-as-read`; other words after the verb say what the resource says. */
function manner(words: readonly string[]): readonly string[] {
  const as = words.indexOf("as");
  return as < 0 ? [] : words.slice(as, as + 2);
}
