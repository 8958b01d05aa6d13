import type { Report } from "../../diagnostics.js";
import { diagnostic } from "../../diagnostics.js";
import type { Link, Operation } from "../../model/types/operation.js";
import type { OperationName } from "../names/operation-names.js";
import type { LinkPlan } from "../types/operation-plan.js";

/** What the answers of an operation say about other operations, these under the names that they have in the package. */
export function planLinks(
  { responses, place }: Operation,
  names: ReadonlyMap<Operation, OperationName>,
  report: Report,
): readonly LinkPlan[] {
  const links = new Map(responses.flatMap(({ links }) => links.map((link) => [JSON.stringify(link), link] as const)));
  return [...links.values()].flatMap((link) => {
    const [found] = [...names].filter(([operation]) => isTarget(operation, link));
    if (found === undefined) {
      report(
        diagnostic("unsupported", place, `The link \`${link.name}\` leads to no operation of this package and is left out.`),
      );
      return [];
    }
    const [, { resource, name }] = found;
    return [{ link, operation: [...resource, name].join(".") }];
  });
}

function isTarget({ operationId, pointer }: Operation, { target }: Link): boolean {
  return "operationId" in target ? operationId === target.operationId : pointer === target.pointer;
}
