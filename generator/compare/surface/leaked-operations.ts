import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { ChangeDraft } from "../rules/change.js";

/** More new operations than this part of the old ones are suspicious, if there are a few of them. */
const suspicious = { share: 1, least: 5, sameTail: 3 };

/**
 * New operations that look like another API: there are more of them than there were operations, or they repeat the old ones under the path
 * of another version.
 */
export function findLeak(
  old: readonly OperationPlan[],
  added: readonly OperationPlan[],
): Pick<ChangeDraft, "rule" | "facts"> | undefined {
  const known = new Set(old.map(withoutVersion));
  const repeated = added.filter((operation) => known.has(withoutVersion(operation)));
  const isJump = added.length >= suspicious.least && added.length > old.length * suspicious.share;
  const isOtherVersion = repeated.length >= suspicious.sameTail && repeated.length * 2 >= old.length;
  if (!isJump && !isOtherVersion) return undefined;
  return { rule: "operations-leaked", facts: { name: String(added.length), new: String(old.length + added.length) } };
}

/** `GET /crm/{}/pets/{}`: the same for each version or date in the path, whatever its parameters are called. */
function withoutVersion({ operation: { method, path } }: OperationPlan): string {
  const segments = path.text.split("/").map((segment) => (version.test(segment) ? "{}" : segment.replace(/\{[^{}]*\}/g, "{}")));
  return `${method} ${segments.join("/")}`;
}

/** `v3`, `v1beta1`, `v2.1`, `2026-09`, `2026-09-beta`. */
const version = /^(?:v\d\w*(?:[.-]\w+)?|\d{4}-\d{2}(?:-\w+)*)$/i;
