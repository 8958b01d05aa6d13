import { compareText } from "../../model/reading/order.js";
import type { Api } from "../../model/types/api.js";
import type { Operation } from "../../model/types/operation.js";
import type { Credentials } from "../client-options/plan-credentials.js";

export type OperationSecurity = readonly (readonly string[])[];

/**
 * The alternatives of an operation as sets of options; undefined where any one credential of the API will do, as the client assumes. An alternative
 * with a scheme that the client cannot send is left out; a client certificate is the platform's business.
 */
export function planSecurity({ security }: Operation, api: Api, { plans, optionOf }: Credentials): OperationSecurity | undefined {
  const kinds = new Map(api.security.map(({ key, kind }) => [key, kind]));
  const possible = security.filter((needs) =>
    needs.every(({ scheme }) => kinds.get(scheme) === "mutualTLS" || optionOf.has(scheme)),
  );

/** The client takes the first alternative that it can prove, and no credential at all only where it has none. */
function compareEmptyLast(a: string, b: string): number {
  return a === "" || b === "" ? b.length - a.length : compareText(a, b);
}
