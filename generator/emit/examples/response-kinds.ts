import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { ResponsePlan } from "../../plan/types/response-plan.js";

/** The responses that a call returns: those with a 2xx, or `default` if no 2xx is declared. */
export function successes({ responses }: OperationPlan): readonly ResponsePlan[] {
  const declared = responses.filter(({ status }) => status.startsWith("2"));
  return declared.length > 0 ? declared : responses.filter(({ status }) => status === "default");
}

/** Whether successful responses are JSON: they say more than a file or a stream. */
export function givesJson(operation: OperationPlan): boolean {
  return successes(operation).some(({ body }) => body.kind === "json");
}

/** Whether a successful response of the operation has a body, or may have one that the description leaves out. */
export function hasResult(operation: OperationPlan): boolean {
  const all = successes(operation);
  return all.length === 0 || all.some(({ body }) => body.kind !== "none");
}
