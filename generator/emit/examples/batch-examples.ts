import type { Json } from "../../load/tree/node.js";
import type { BatchPlan } from "../../plan/types/batch-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { code, type Code } from "../text/code.js";
import { literal } from "../text/literals.js";
import { methodOf } from "./example-calls.js";
import { exampleOf } from "./example-values.js";
import { type ExampleScope, firstValidExample } from "./matches-schema.js";

/** The parts of a batch run in the documentation. */
export interface BatchCall {
  /** The method: `petStore.pets.updateMany`. */
  readonly method: Code;
  /** One input. */
  readonly input: Code;
}

/** The call of a batch run; undefined if there is no example of an input, or if the requests need other parameters. */
export function batchCall(operation: OperationPlan, batch: BatchPlan, { client, api }: PackagePlan): BatchCall | undefined {
  const input = exampleInput(operation, batch, { schemas: api.schemas, direction: "request" });
  if (input === undefined || batch.otherParams === "required") return undefined;
  return { method: methodOf(batchName(operation, batch), client), input };
}

/** The name of the method in documentation: `pets.updateMany`. */
export function batchName({ qualifiedName }: OperationPlan, { name }: BatchPlan): string {
  return [...qualifiedName.split(".").slice(0, -1), name].join(".");
}

/** A batch run in the documentation; undefined if it cannot be shown. */
export function batchExample(operation: OperationPlan, batch: BatchPlan, plan: PackagePlan): Code | undefined {
  const shown = batchCall(operation, batch, plan);
  return (
    shown &&
    code`const run = ${shown.method}([${shown.input}]);
for await (const outcome of run) {
  if (outcome.status !== "succeeded") console.error(outcome.index, outcome);
}`
  );
}

function exampleInput(operation: OperationPlan, batch: BatchPlan, scope: ExampleScope): Code | undefined {
  const path = operation.operation.batch?.inputs ?? [];
  const bodies = (operation.operation.body?.contents ?? []).flatMap(({ examples }) => examples);
  const lists = bodies.map((body) => path.reduce<Json | undefined>(valueAt, body));
  const inputs = lists.flatMap((list) => (Array.isArray(list) ? (list as readonly Json[]) : []));
  const right = firstValidExample(inputs, batch.inputSchema, scope);
  return right === undefined ? exampleOf(batch.inputSchema, "input", scope) : literal(right);
}

function valueAt(value: Json | undefined, name: string): Json | undefined {
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}
