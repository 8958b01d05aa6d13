import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { ChangeDraft } from "../rules/change.js";

/** Where a change stands: everything but what changed. */
export type At = Omit<ChangeDraft, "rule">;

/** The place of an operation in both descriptions, under the name that callers know. */
export function operationPlace(before: OperationPlan, after: OperationPlan): At {
  const name = before.qualifiedName;
  return { subject: name, operations: [name], old: before.operation.place, new: after.operation.place };
}
