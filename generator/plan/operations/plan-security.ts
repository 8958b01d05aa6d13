import { compareStrings } from "../../model/reading/order.js";
import type { Api } from "../../model/types/api.js";
import type { Operation } from "../../model/types/operation.js";
import type { Credentials } from "../client-options/plan-credentials.js";

export type OperationSecurity = readonly (readonly string[])[];

/**
 * The alternatives of an operation as sets of options; undefined where any one credential of the API will do, as the client assumes. An alternative
 * with a scheme that the client cannot send is left out; a client certificate is the platform's business.
 */
export function planOperationSecurity(
  { security }: Operation,
  api: Api,
  { plans, optionByScheme: optionOf }: Credentials,
): OperationSecurity | undefined {
  const kinds = new Map(api.security.map(({ key, kind }) => [key, kind]));
  const possible = security.filter((needs) =>
    needs.every(({ scheme }) => kinds.get(scheme) === "mutualTLS" || optionOf.has(scheme)),
  );
  const sets = possible.map((needs) =>
    [...new Set(needs.flatMap(({ scheme }) => optionOf.get(scheme) ?? []))].sort(compareStrings),
  );
  const alternatives = [...new Map(sets.map((set) => [set.join(), set])).values()].sort((a, b) =>
    compareEmptyLast(a.join(), b.join()),
  );
  const anyOne =
    alternatives.length === plans.length && plans.every(({ option }, index) => alternatives[index]?.join() === option);
  return anyOne ? undefined : alternatives;
}

/** The client takes the first alternative that it can prove, and no credential at all only where it has none. */
function compareEmptyLast(a: string, b: string): number {
  return a === "" || b === "" ? b.length - a.length : compareStrings(a, b);
}
