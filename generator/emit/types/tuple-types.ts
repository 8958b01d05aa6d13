import type { Schema, TupleSchema } from "../../model/types/schema.js";
import { type Code, code, identifier, join } from "../text/code.js";
import { typeOf, type TypeScope } from "./type-scope.js";
import { arrayOf, parenthesised, primary, type TypeExpression } from "./type-expression.js";

/** An array whose first items have their own schemas (`prefixItems`). */
export function tupleType({ prefix, required, rest }: TupleSchema, scope: TypeScope): TypeExpression {
  const items = prefix.map((item, index) => (index < required ? typeOf(item, scope).code : optionalItem(item, index, scope)));
  const tuple = code`[${join([...items, ...(rest ? [restItems(rest, scope)] : [])], ", ")}]`;
  return scope.readonlyArrays ? { code: code`readonly ${tuple}`, kind: "operator" } : primary(tuple);
}

/**
 * A type alias may refer to itself in an array or tuple, because TypeScript resolves element types later. In an array type after `?` or `...`
 * of a tuple it does not, and reports a circular reference. It does for a labelled element, and for a spread tuple that consists of one rest
 * element.
 */
function optionalItem(item: Schema, index: number, scope: TypeScope): Code {
  const type = typeOf(item, scope);
  return isArrayType(item) ? code`${identifier(`item${index + 1}`)}?: ${type.code}` : code`${parenthesised(type)}?`;
}

function restItems(rest: Schema, scope: TypeScope): Code {
  const items = code`...${arrayOf(typeOf(rest, scope), false).code}`;
  return isArrayType(rest) ? code`...[${items}]` : items;
}

/** Whether the type of a schema is an array or tuple, or a union or intersection with one. */
function isArrayType(schema: Schema): boolean {
  if (schema.kind === "union" || schema.kind === "intersection") return schema.members.some(isArrayType);
  return schema.kind === "array" || schema.kind === "tuple";
}
