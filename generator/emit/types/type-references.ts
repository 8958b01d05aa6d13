import type { SchemaKey } from "../../model/types/schema.js";
import { type Code, code, join } from "../text/code.js";
import { primary, type TypeExpression } from "./type-expression.js";
import type { TypeScope } from "./type-scope.js";

/** The name of a model as a type. */
export function modelType(target: SchemaKey, scope: TypeScope): TypeExpression {
  const names = scope.modelNames.get(target);
  if (names === undefined) throw new TypeError(`No model was planned for ${JSON.stringify(target)}.`);
  const name = scope.model(scope.direction === "request" ? names.request : names.response);
  return primary(code`${name}${typeArguments(scope.typedMaps.ofModel(target, scope.direction), scope)}`);
}

/** The type arguments after a name: `<Properties>`, or nothing if it has no type parameters. */
export function typeArguments(names: readonly string[], { typeArgument }: Pick<TypeScope, "typeArgument">): Code {
  return names.length === 0 ? code`` : code`<${join(names.map(typeArgument), ", ")}>`;
}
