import type { Report } from "../../diagnostics.js";
import { diagnostic } from "../../diagnostics.js";
import type { Link, Operation } from "../../model/types/operation.js";
import type { OperationName } from "../names/operation-names.js";
import type { LinkPlan } from "../types/operation-plan.js";

/** The Link Objects in the responses of an operation, with the names of the operations that they lead to. */
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
        diagnostic(
          "unsupported",
          place,
          `The link \`${link.name}\` is ignored, because it leads to no operation of this package.`,
        ),
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
