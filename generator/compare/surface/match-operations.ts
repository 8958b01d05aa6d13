import type { OperationPlan } from "../../plan/types/operation-plan.js";

export interface MatchedOperations {
  readonly matched: readonly (readonly [OperationPlan, OperationPlan])[];
  readonly removed: readonly OperationPlan[];
  readonly added: readonly OperationPlan[];
}

/** What makes two operations the same one: first its request, then the name that callers use, then its id. The name of a path parameter does not matter. */
const identities: readonly ((operation: OperationPlan) => string | undefined)[] = [
  ({ operation: { method, path } }) =>
    `${method} ${path.segments.map((segment) => (typeof segment === "string" ? segment : "{}")).join("")}`,
  ({ qualifiedName }) => qualifiedName,
  ({ operation }) => operation.operationId,
];

export function matchOperations(old: readonly OperationPlan[], now: readonly OperationPlan[]): MatchedOperations {
  const removed = new Set(old);
  const added = new Set(now);
  const matched: (readonly [OperationPlan, OperationPlan])[] = [];
  for (const identity of identities) {
    const byIdentity = new Map([...added].map((operation) => [identity(operation), operation]));
    for (const before of removed) {
      const id = identity(before);
      const after = id === undefined ? undefined : byIdentity.get(id);
      if (after === undefined || !added.delete(after)) continue;
      removed.delete(before);
      matched.push([before, after]);
    }
  }
  return { matched, removed: [...removed], added: [...added] };
}
