import type { Json } from "../../load/tree/node.js";
import type { BatchPlan } from "../../plan/types/batch-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { code, type Code, identifier, join } from "../text/code.js";
import { propertyAccess, literal } from "../text/literals.js";
import { exampleOf } from "./example-values.js";
import { firstValidExample } from "./matches-schema.js";

/** A batch run in the documentation; undefined if there is no example of an input. */
export function batchExample(operation: OperationPlan, batch: BatchPlan, { client, api }: PackagePlan): Code | undefined {
  const input = exampleInput(operation, batch, api.schemas);
  if (input === undefined || batch.otherParams === "required") return undefined;
  const path = [...operation.qualifiedName.split(".").slice(0, -1), batch.name].map((step) => propertyAccess(step));
  return code`const run = ${identifier(client.instance)}${join(path, "")}([${input}]);
for await (const outcome of run) {
  if (outcome.status !== "succeeded") console.error(outcome.index, outcome);
}`;
}

function exampleInput(operation: OperationPlan, batch: BatchPlan, schemas: PackagePlan["api"]["schemas"]): Code | undefined {
  const path = operation.operation.batch?.inputs ?? [];
  const bodies = (operation.operation.body?.contents ?? []).flatMap(({ examples }) => examples);
  const lists = bodies.map((body) => path.reduce<Json | undefined>(valueAt, body));
  const inputs = lists.flatMap((list) => (Array.isArray(list) ? (list as readonly Json[]) : []));
  const right = firstValidExample(inputs, batch.inputSchema, schemas);
  return right === undefined ? exampleOf(batch.inputSchema, "input", schemas) : literal(right);
}

function valueAt(value: Json | undefined, name: string): Json | undefined {
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}
