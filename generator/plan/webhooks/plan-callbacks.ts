import type { Report } from "../../diagnostics.js";
import type { IncomingOperation, Operation } from "../../model/types/operation.js";
import { typePrefix } from "../names/identifiers.js";
import type { OperationName } from "../names/operation-names.js";
import type { IncomingRequestPlan } from "../types/webhooks-plan.js";
import { baseTypeName } from "./name-incoming-requests.js";
import type { IncomingContext } from "./name-incoming-requests.js";
import { planIncomingRequests } from "./plan-incoming-requests.js";

/** The types of the callback requests of all operations, by callback. */
export function planCallbacks(
  names: ReadonlyMap<Operation, OperationName>,
  context: IncomingContext,
  report: Report,
): ReadonlyMap<IncomingOperation, IncomingRequestPlan> {
  const bases = new Map(
    [...names].flatMap(([{ callbacks }, { resource, name }]) =>
      callbacks.map((callback) => [callback, baseTypeName(callback, "Callback", typePrefix([...resource, name]))] as const),
    ),
  );
  return new Map(planIncomingRequests(bases, "Callback", context, report).map((plan) => [plan.incoming, plan]));
}
