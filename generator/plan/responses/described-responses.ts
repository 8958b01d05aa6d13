import { successfulResponses } from "../../model/traversal/operation-schemas.js";
import type { ResponsePlan } from "../types/response-plan.js";

/** The successful responses, without those whose bodies are left out of the description. */
export function describedResponses(responses: readonly ResponsePlan[]): readonly ResponsePlan[] {
  const successful = successfulResponses(responses);
  const described = successful.filter(({ body }) => body.kind !== "undescribed");
  return described.length > 0 ? described : successful;
}
