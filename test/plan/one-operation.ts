import type { Operation } from "../../generator/model/types/operation.js";
import type { OperationPlan } from "../../generator/plan/types/operation-plan.js";
import { allOf, list, object, operation, operationsOf, planned, reference, string, number } from "./api-builder.js";

/** Schemas for the tests of parameters, bodies and responses. */
export const schemas = {
  Pet: object({ "name!": string, tag: string }),
  Draft: object({ tag: string }),
  Open: object({}),
  Map: object({ known: string }, string),
  Sealed: object({ known: string }, "closed"),
  ReadOnlyId: object({ "<id": string, name: string }),
  Both: allOf(reference("Pet"), object({ age: number })),
  Twice: allOf(reference("Pet"), object({ name: string })),
  Circle: allOf(reference("Circle")),
  Many: list(string),
};

/** The plan of one operation. */
export function plan(more: Partial<Operation>, path = "/pets"): OperationPlan {
  const [one] = operationsOf(planned({ schemas, operations: [operation("PUT", path, more)] }).plan);
  if (one === undefined) throw new Error("There is no operation.");
  return one;
}
