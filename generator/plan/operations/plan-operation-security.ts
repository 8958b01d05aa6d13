import { compareStrings } from "../../model/reading/order.js";
import type { Api } from "../../model/types/api.js";
import type { Operation } from "../../model/types/operation.js";
import type { PlannedCredentials } from "../client-options/plan-credentials.js";

export type OperationSecurity = readonly (readonly string[])[];

/**
 * The security requirements of an operation, as sets of credential options. Undefined if any one credential of the client is enough, which is
 * the default of the client. Requirements with unsupported schemes are left out; mutual TLS is configured outside of the client.
 */
export function planOperationSecurity(
  { security }: Operation,
  api: Api,
  { plans, optionByScheme }: PlannedCredentials,
): OperationSecurity | undefined {
  const kinds = new Map(api.security.map(({ key, kind }) => [key, kind]));
  const supported = security.filter((requirement) =>
    requirement.every(({ scheme }) => kinds.get(scheme) === "mutualTLS" || optionByScheme.has(scheme)),
  );
  const sets = supported.map((requirement) =>
    [...new Set(requirement.flatMap(({ scheme }) => optionByScheme.get(scheme) ?? []))].sort(compareStrings),
  );
  const alternatives = [...new Map(sets.map((set) => [set.join(), set])).values()].sort((a, b) => emptyLast(a.join(), b.join()));
  const anyOne =
    alternatives.length === plans.length && plans.every(({ option }, index) => alternatives[index]?.join() === option);
  return anyOne ? undefined : alternatives;
}

/** The client uses the first alternative for which it has all credentials, so "no credentials" must come last. */
function emptyLast(a: string, b: string): number {
  return a === "" || b === "" ? b.length - a.length : compareStrings(a, b);
}
