import { sortedSet } from "../model/order.js";
import { schemasOfContents } from "../model/schema-walk.js";
import type { ClassPlan } from "../plan/client-plan.js";
import type { OperationPlan } from "../plan/operation-plan.js";
import { type Code, code, join } from "./code.js";
import type { TypeScope } from "./schema-types.js";

/** `<Properties>` behind the name of what has such parameters; nothing behind any other name. */
export function typeArguments(names: readonly string[], { argument }: Pick<TypeScope, "argument">): Code {
  return names.length === 0 ? code`` : code`<${join(names.map(argument), ", ")}>`;
}

/** `Properties extends object = Untyped`, as a declaration has it. */
export function typeParameters(names: readonly string[], { argument, runtime }: TypeScope): readonly Code[] {
  return names.map((name) => code`${argument(name)} extends object = ${runtime("Untyped")}`);
}

/** The maps among what an operation takes. */
export function typedParams({ operation: { parameters, body } }: OperationPlan, { typedMaps }: TypeScope): readonly string[] {
  const schemas = [...parameters.map(({ schema }) => schema), ...schemasOfContents(body?.contents ?? [])];
  return typedMaps.of(schemas, "request");
}

/** The maps among what it answers. */
export function typedResponses({ operation: { responses } }: OperationPlan, { typedMaps }: TypeScope): readonly string[] {
  return typedMaps.of(
    responses.flatMap(({ contents }) => schemasOfContents(contents)),
    "response",
  );
}

export function typedOperation(operation: OperationPlan, scope: TypeScope): readonly string[] {
  return sortedSet([...typedParams(operation, scope), ...typedResponses(operation, scope)]);
}

/** The maps of all operations that an object has, those of the objects below it included. */
export function typedClass({ resource, children }: ClassPlan, scope: TypeScope): readonly string[] {
  return sortedSet([
    ...resource.operations.flatMap((operation) => typedOperation(operation, scope)),
    ...children.flatMap(({ child }) => typedClass(child, scope)),
  ]);
}
