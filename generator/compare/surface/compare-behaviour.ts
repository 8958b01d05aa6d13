import type { BatchPlan } from "../../plan/types/batch-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { PagesPlan } from "../../plan/types/pages-plan.js";
import { type At, operationPlace } from "./operation-place.js";
import type { Surfaces } from "./package-surface.js";

/** Compares what an overlay declares for an operation: pages, batches, limits and retries. */
export function compareBehaviour(before: OperationPlan, after: OperationPlan, surfaces: Surfaces): void {
  const at = operationPlace(before, after);
  comparePages(before.pages, after.pages, at, surfaces);
  compareBatches(before, after, at, surfaces);
  const [old, now] = [before.operation, after.operation];
  if (differ(old.rateLimits, now.rateLimits)) surfaces.add({ ...at, rule: "limits-changed" });
  if (differ([old.retry, old.idempotencyKey], [now.retry, now.idempotencyKey])) surfaces.add({ ...at, rule: "retries-changed" });
}

function comparePages(
  before: PagesPlan | undefined,
  after: PagesPlan | undefined,
  at: At,
  { old, now, types, add }: Surfaces,
): void {
  if (before === undefined && after === undefined) return;
  if (before === undefined) {
    add({ ...at, rule: "pages-added" });
    return;
  }
  if (after === undefined) {
    add({ ...at, rule: "pages-removed" });
    return;
  }
  const item = { schema: before.itemSchema, side: old.sides.received };
  types.compareRoot(at.subject, item, { schema: after.itemSchema, side: now.sides.received }, "received", `${at.subject}[]`);
  if (differ(mechanics(before), mechanics(after))) add({ ...at, rule: "pages-changed" });
}

function mechanics({ pagination, items, more, total, window }: PagesPlan): unknown {
  return [pagination, items.map(({ property }) => property), more, total, window];
}

function compareBatches(before: OperationPlan, after: OperationPlan, at: At, { old, now, types, add }: Surfaces): void {
  const [from, to] = [before.batch, after.batch];
  if (from === undefined && to !== undefined) add({ ...at, rule: "batch-added", facts: { name: to.name } });
  if (from !== undefined && to === undefined) add({ ...at, rule: "batch-removed", facts: { name: from.name } });
  if (from === undefined || to === undefined) return;
  const name = (plan: BatchPlan) => at.subject.slice(0, at.subject.lastIndexOf(".") + 1) + plan.name;
  if (from.name !== to.name) add({ ...at, rule: "batch-renamed", facts: { old: name(from), new: name(to) } });
  const input = { schema: from.inputSchema, side: old.sides.sent };
  types.compareRoot(at.subject, input, { schema: to.inputSchema, side: now.sides.sent }, "sent", `${name(from)} inputs`);
  if (differ(before.operation.batch, after.operation.batch)) add({ ...at, rule: "batch-changed" });
}

function differ(a: unknown, b: unknown): boolean {
  const withoutPlaces = (key: string, value: unknown) =>
    key === "place" ? undefined : value instanceof Map ? [...value] : value;
  return JSON.stringify(a, withoutPlaces) !== JSON.stringify(b, withoutPlaces);
}
