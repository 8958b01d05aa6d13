import type { Schema, TupleSchema } from "../../model/types/schema.js";
import { type Code, code, identifier, join } from "../text/code.js";
import { typeOf, type TypeScope } from "./type-scope.js";
import { arrayOf, parenthesised, primary, type TypeExpression } from "./type-expression.js";

/** A list whose first items have types of their own. */
export function tupleType({ prefix, required, rest }: TupleSchema, scope: TypeScope): TypeExpression {
  const items = prefix.map((item, index) => (index < required ? typeOf(item, scope).code : optionalItem(item, index, scope)));
  const list = code`[${join([...items, ...(rest ? [restItems(rest, scope)] : [])], ", ")}]`;
  return scope.readonlyArrays ? { code: code`readonly ${list}`, binding: "operator" } : primary(list);
}

/**
 * An alias may name itself in a list, because TypeScript leaves what a list holds for later. In a list that stands behind the `?` or the
 * `...` of another it does not, and the alias would be a circle; behind a label it does, as it does in any list that is spread as a list
 * of one rest.
 */
function optionalItem(item: Schema, index: number, scope: TypeScope): Code {
  const type = typeOf(item, scope);
  return isList(item) ? code`${identifier(`item${index + 1}`)}?: ${type.code}` : code`${parenthesised(type)}?`;
}

function restItems(rest: Schema, scope: TypeScope): Code {
  const items = code`...${arrayOf(typeOf(rest, scope), false).code}`;
  return isList(rest) ? code`...[${items}]` : items;
}

/** Whether a schema is written as a list, as a whole or as one of its alternatives or parts. */
function isList(schema: Schema): boolean {
  if (schema.kind === "union" || schema.kind === "intersection") return schema.members.some(isList);
  return schema.kind === "array" || schema.kind === "tuple";
}
