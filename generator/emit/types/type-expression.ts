import { type Code, code, join } from "../text/code.js";

/** A type expression, and the kind of its outermost operator, which decides whether it needs parentheses inside another one. */
export interface TypeExpression {
  readonly code: Code;
  readonly kind: "primary" | "operator" | "intersection" | "union";
  /** The members of a union, so that nested unions are flattened and duplicates removed. */
  readonly alternatives?: readonly TypeExpression[];
}

export function primary(text: Code): TypeExpression {
  return { code: text, kind: "primary" };
}

export const unknownType = primary(code`unknown`);
export const neverType = primary(code`never`);
export const nullType = primary(code`null`);
export const undefinedType = primary(code`undefined`);

export function arrayOf(item: TypeExpression, readonly: boolean): TypeExpression {
  const array = code`${parenthesised(item)}[]`;
  return readonly ? { code: code`readonly ${array}`, kind: "operator" } : primary(array);
}

/** A union with `null` and `undefined` last. A union with `unknown` is `unknown`, and `never` is left out. */
export function unionOf(types: readonly TypeExpression[]): TypeExpression {
  const byText = new Map(types.flatMap((type) => type.alternatives ?? [type]).map((type) => [type.code, type]));
  if (byText.has(unknownType.code)) return unknownType;
  byText.delete(neverType.code);
  for (const last of [nullType, undefinedType]) if (byText.delete(last.code)) byText.set(last.code, last);
  const alternatives = [...byText.values()];
  const [only] = alternatives;
  if (only === undefined) return neverType;
  if (alternatives.length === 1) return only;
  return {
    code: join(
      alternatives.map((type) => type.code),
      " | ",
    ),
    kind: "union",
    alternatives,
  };
}

export function intersectionOf(types: readonly TypeExpression[]): TypeExpression {
  const members = [...new Map(types.map((type) => [type.code, type])).values()];
  const [only] = members;
  if (only === undefined) return unknownType;
  if (members.length === 1) return only;
  const texts = members.map((type) => (type.kind === "union" ? code`(${type.code})` : type.code));
  return { code: join(texts, " & "), kind: "intersection" };
}

export function parenthesised(type: TypeExpression): Code {
  return type.kind === "primary" ? type.code : code`(${type.code})`;
}
