import type { Report } from "../../diagnostics.js";
import type { Operation, Incoming } from "../../model/types/operation.js";
import type { OperationName } from "../names/operation-names.js";
import type { IncomingPlan } from "../types/webhook-plan.js";
import type { IncomingContext } from "./name-incoming-requests.js";

/** The types of what the service sends because operations were called, beside these. */
export function planCallbacks(
  names: ReadonlyMap<Operation, OperationName>,
  context: IncomingContext,
  report: Report,
): ReadonlyMap<Incoming, IncomingPlan> {
