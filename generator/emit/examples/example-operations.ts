import { type ExampleCall, exampleCall } from "./example-calls.js";
import { givesJson } from "./response-kinds.js";
import { operationsOf } from "../operations/operations-interface.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";

/* Which operations the README shows: those that read, before those that write, and never one that deletes. */

interface OperationKind {
  readonly name: string;
  readonly matches: (operation: OperationPlan) => boolean;
}

const isGet = ({ operation: { method } }: OperationPlan): boolean => method === "GET";
const isOfOne = ({ operation: { path } }: OperationPlan): boolean => path.text.slice(path.text.lastIndexOf("/")).includes("{");
const isList = ({ name, pages }: OperationPlan): boolean => pages !== undefined || /^(?:get)?(?:list|all)/i.test(name);

/** Words for what cannot be undone, whatever the method is. */
const deleting =
  /^(?:delete|remove|destroy|purge|erase|clear|drop|archive|cancel|revoke|terminate|uninstall|deactivate|disable|kill)(?![a-z])/;

/** The kinds of operations in the order in which they are shown; the first row that matches. */
const kinds: readonly OperationKind[] = [
  { name: "never", matches: ({ name, operation: { method } }) => method === "DELETE" || deleting.test(name) },
  { name: "get", matches: (one) => isGet(one) && isOfOne(one) && !isList(one) },
  { name: "list", matches: (one) => isGet(one) && isList(one) },
  { name: "read", matches: ({ operation: { method } }) => /^(?:GET|QUERY)$/.test(method) },
  { name: "search", matches: ({ name, pages }) => pages !== undefined || /^(?:search|find|query|read|get|list)/i.test(name) },
  { name: "other", matches: ({ operation: { method } }) => /^(?:HEAD|OPTIONS|TRACE)$/.test(method) },
  { name: "write", matches: () => true },
];

/** An operation with a call of it. */
export interface ExampleOperation {
  readonly operation: OperationPlan;
  readonly example: ExampleCall;
}

/**
 * The operations that have an example, the most suitable first: not deprecated, of the earliest kind, with a JSON
 * response, a short name and few arguments.
 */
export function exampleOperations({ resource, client, api }: PackagePlan): readonly ExampleOperation[] {
  const rank = ({ operation, example }: ExampleOperation): readonly number[] => [
    operation.operation.deprecated ? 1 : 0,
    kinds.findIndex(({ matches }) => matches(operation)),
    givesJson(operation) ? 0 : 1,
    operation.qualifiedName.split(".").length,
    example.call.length > longCall ? 1 : 0,
  ];
  return operationsOf(resource)
    .filter((operation) => kinds.find(({ matches }) => matches(operation))?.name !== "never")
    .flatMap((operation) => {
      const example = exampleCall(operation, client, api.schemas);
      return example === undefined ? [] : [{ operation, example }];
    })
    .map((one) => ({ one, rank: rank(one) }))
    .sort((a, b) => compareNumbers(a.rank, b.rank))
    .map(({ one }) => one);
}

/** Calls that do not fit on a line come after those that do. */
const longCall = 80;

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  return a.map((number, index) => number - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/** Whether an operation gives a list. */
export function givesList({ operation }: ExampleOperation): boolean {
  return isGet(operation) && isList(operation);
}
