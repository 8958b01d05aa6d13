import { sortedSet } from "../../model/reading/order.js";
import { schemasOfContents } from "../../model/traversal/subschemas.js";
import type { ClassPlan } from "../../plan/types/class-plan.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import { type Code, code } from "../text/code.js";
import type { TypeScope } from "./type-scope.js";

/** Where the names of typed maps are looked up. */
type MapScope = Pick<TypeScope, "typedMaps">;

/** The type parameters of a declaration: `Properties extends object = Untyped`. */
export function typeParameters(names: readonly string[], { typeArgument, runtime }: TypeScope): readonly Code[] {
  return names.map((name) => code`${typeArgument(name)} extends object = ${runtime("Untyped")}`);
}

/** The names of the typed maps in the parameters and the body of an operation. */
export function mapNamesInParams({ operation: { parameters, body } }: OperationPlan, { typedMaps }: MapScope): readonly string[] {
  const schemas = [...parameters.map(({ schema }) => schema), ...schemasOfContents(body?.contents ?? [])];
  return typedMaps.of(schemas, "request");
}

/** The names of the typed maps in its responses. */
export function mapNamesInResponses({ operation: { responses } }: OperationPlan, { typedMaps }: MapScope): readonly string[] {
  return typedMaps.of(
    responses.flatMap(({ contents }) => schemasOfContents(contents)),
    "response",
  );
}

const namesByOperation = new WeakMap<OperationPlan, readonly string[]>();

/** Cached by operation, as every class above it asks. */
export function mapNamesInOperation(operation: OperationPlan, scope: MapScope): readonly string[] {
  const known = namesByOperation.get(operation);
  if (known !== undefined) return known;
  const names = sortedSet([...mapNamesInParams(operation, scope), ...mapNamesInResponses(operation, scope)]);
  namesByOperation.set(operation, names);
  return names;
}

/** The names of the typed maps in all operations of a class and of the classes below it. */
export function mapNamesInClass({ resource, children }: ClassPlan, scope: MapScope): readonly string[] {
  return sortedSet([
    ...resource.operations.flatMap((operation) => mapNamesInOperation(operation, scope)),
    ...children.flatMap(({ child }) => mapNamesInClass(child, scope)),
  ]);
}
