import { sortedSet } from "../../model/reading/order.js";
import { schemasOfContents } from "../../model/traversal/subschemas.js";
import type { ClassPlan } from "../../plan/types/class-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import { type Code, code, join } from "../text/code.js";
import type { TypeScope } from "./type-scope.js";

/** What tells the typed maps of a description. */
type MapScope = Pick<TypeScope, "typedMaps">;

/** `<Properties>` behind the name of what has such parameters; nothing behind any other name. */
export function typeArguments(names: readonly string[], { typeArgument }: Pick<TypeScope, "argument">): Code {
  return names.length === 0 ? code`` : code`<${join(names.map(argument), ", ")}>`;
}

/** `Properties extends object = Untyped`, as a declaration has it. */
export function typeParameters(names: readonly string[], { typeArgument, runtime }: TypeScope): readonly Code[] {
  return names.map((name) => code`${argument(name)} extends object = ${runtime("Untyped")}`);
}

/** The maps among what an operation takes. */
export function mapNamesInParams({ operation: { parameters, body } }: OperationPlan, { typedMaps }: MapScope): readonly string[] {
  const schemas = [...parameters.map(({ schema }) => schema), ...schemasOfContents(body?.contents ?? [])];
  return typedMaps.of(schemas, "request");
}

/** The maps among what it answers. */
export function mapNamesInResponses({ operation: { responses } }: OperationPlan, { typedMaps }: MapScope): readonly string[] {
  return typedMaps.of(
    responses.flatMap(({ contents }) => schemasOfContents(contents)),
    "response",
  );
}

export function mapNamesInOperation(operation: OperationPlan, scope: MapScope): readonly string[] {
  return sortedSet([...mapNamesInParams(operation, scope), ...mapNamesInResponses(operation, scope)]);
}

/** The maps of all operations that an object has, those of the objects below it included. */
export function mapNamesInClass({ resource, children }: ClassPlan, scope: MapScope): readonly string[] {
  return sortedSet([
    ...resource.operations.flatMap((operation) => mapNamesInOperation(operation, scope)),
    ...children.flatMap(({ child }) => mapNamesInClass(child, scope)),
  ]);
}
