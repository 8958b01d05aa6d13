import { isSuccess } from "../../model/traversal/operation-schemas.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { ResponsePlan } from "../../plan/types/response-plan.js";
import { operationPlace } from "./operation-place.js";
import type { Surfaces } from "./package-surface.js";
import { bodyType, failureResponse, failures, failureType, resultType } from "./response-views.js";

/** Compares what callers receive: the result of a call, and the bodies of errors. */
export function compareResponses(before: OperationPlan, after: OperationPlan, surfaces: Surfaces): void {
  const { old, now, types } = surfaces;
  const subject = before.qualifiedName;
  types.compareRoot(subject, resultType(before, old.sides.received), resultType(after, now.sides.received), "received");
  compareSuccesses(before, after, surfaces);
  for (const failure of failures(before)) {
    for (const status of statusesOf(failure, before)) {
      // Nobody reads the body of an error that has none.
      if (failure.body.kind === "none" && failureResponse(after, status) === undefined) continue;
      const [from, to] = [failureType(before, status, old.sides.received), failureType(after, status, now.sides.received)];
      types.compareRoot(subject, from, to, "received", `${subject}.errors.${failure.status}`);
    }
  }
  compareAccept(before, after, surfaces);
  compareStatuses(before, after, surfaces);
  compareHeaders(before, after, surfaces);
}

/** `default` stands for the ranges of errors that are not declared. */
function statusesOf({ status }: ResponsePlan, { responses }: OperationPlan): readonly string[] {
  if (status !== "default") return [status];
  return ["4XX", "5XX"].filter((range) => !responses.some((response) => response.status === range));
}

/** Callers that compare the status of one of several successful responses read the body of that one. */
function compareSuccesses(before: OperationPlan, after: OperationPlan, { old, now, types }: Surfaces): void {
  const subject = before.qualifiedName;
  const [from, to] = [before, after].map((plan) => plan.responses.filter(isSuccess));
  if (from === undefined || to === undefined || from.length + to.length <= 2) return;
  for (const response of from) {
    const other = to.find(({ status }) => status === response.status);
    if (other === undefined) continue;
    const [a, b] = [bodyType(response, old.sides.received), bodyType(other, now.sides.received)];
    types.compareRoot(subject, a, b, "received", `${subject}.responses.${response.status}`);
  }
}

/** The media types that a call asks for. */
function compareAccept(before: OperationPlan, after: OperationPlan, { add }: Surfaces): void {
  const [from, to] = [before, after].map(({ acceptHeader = "application/json" }) => `\`${acceptHeader}\``);
  if (from === undefined || to === undefined || from === to) return;
  add({ ...operationPlace(before, after), rule: "response-media-type-changed", facts: { old: from, new: to } });
}

function compareStatuses(before: OperationPlan, after: OperationPlan, { add }: Surfaces): void {
  const [from, to] = [byStatus(before), byStatus(after)];
  const at = operationPlace(before, after);
  for (const status of from.keys()) {
    if (to.has(status)) continue;
    const rule = isComparable(status, to) ? "response-status-removed" : "error-status-removed";
    add({ ...at, rule, facts: { name: `\`${status}\`` } });
  }
  for (const status of to.keys())
    if (!from.has(status)) add({ ...at, rule: "response-status-added", facts: { name: `\`${status}\`` } });
}

/** Callers compare the status of successful responses. A range, or `default` alone, declares every status. */
function isComparable(status: string, now: ReadonlyMap<string, ResponsePlan>): boolean {
  const successes = [...now.keys()].filter((key) => isSuccess({ status: key }));
  return isSuccess({ status }) && successes.length > 0 && !successes.includes("2XX");
}

function byStatus({ responses }: OperationPlan): ReadonlyMap<string, ResponsePlan> {
  return new Map(responses.map((response) => [response.status, response]));
}

function compareHeaders(before: OperationPlan, after: OperationPlan, { add }: Surfaces): void {
  const now = byStatus(after);
  const at = operationPlace(before, after);
  for (const response of before.responses) {
    const other = now.get(response.status);
    if (other === undefined) continue;
    const [from, to] = [headerNames(response), headerNames(other)];
    for (const name of from) if (!to.has(name)) add({ ...at, rule: "response-header-removed", facts: { name } });
    for (const name of to) if (!from.has(name)) add({ ...at, rule: "response-header-added", facts: { name } });
  }
}

/** Names of headers are compared without case. */
function headerNames({ headers }: ResponsePlan): ReadonlySet<string> {
  return new Set(headers.map(({ name }) => name.toLowerCase()));
}
