import { resourcesOf } from "../../plan/client/plan-resources.js";
import type { ResourcePlan } from "../../plan/types/class-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import { type Code, identifier } from "../text/code.js";
import type { Imports } from "../text/imports.js";
import { propertyKey } from "../text/literals.js";
import { type MemberText, printInterface } from "../text/structures.js";
import { codeSpan, docComment, docText } from "../text/tsdoc.js";

/** An operation and the module that declares it. */
export interface OperationInModule {
  readonly operation: OperationPlan;
  readonly module: string;
}

/** The operations of a resource and of all below it, each with its module. */
export function allOperations(resource: ResourcePlan): readonly OperationInModule[] {
  return resourcesOf(resource).flatMap(({ operations, module }) => operations.map((operation) => ({ operation, module })));
}

export function operationsOf(resource: ResourcePlan): readonly OperationPlan[] {
  return resourcesOf(resource).flatMap(({ operations }) => operations);
}

/** The interface `Operations`: the responses of each operation. It types errors and test handlers by the name of an operation. */
export function declareOperations(resource: ResourcePlan, imports: Imports): Code {
  const docs = docComment({ paragraphs: [docText`The responses of each operation, by operation name.`] });
  return printInterface({
    name: identifier("Operations"),
    docs,
    members: allOperations(resource).map((one) => member(one, imports)),
  });
}

function member({ operation, module }: OperationInModule, imports: Imports): MemberText {
  const { method, path } = operation.operation;
  return {
    name: propertyKey(operation.qualifiedName),
    type: imports.type(module, operation.responsesName),
    docs: docComment({ paragraphs: [docText`${codeSpan(`${method} ${path.text}`)}`] }),
  };
}
