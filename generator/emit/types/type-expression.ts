import { type Code, code, join } from "../text/code.js";

/** A type expression, with how tightly it binds: what must be put in parentheses before it can stand inside another. */
export interface TypeExpression {
  readonly code: Code;
  readonly binding: "primary" | "operator" | "intersection" | "union";
  /** The alternatives of a union, so that unions of unions come out flat and without repetition. */
  readonly alternatives?: readonly TypeExpression[];
}

export function primary(text: Code): TypeExpression {
  return { code: text, binding: "primary" };
}

export const unknownType = primary(code`unknown`);
export const neverType = primary(code`never`);
export const nullType = primary(code`null`);
export const undefinedType = primary(code`undefined`);

export function arrayOf(item: TypeExpression, readonly: boolean): TypeExpression {
  const array = code`${parenthesised(item)}[]`;
  return readonly ? { code: code`readonly ${array}`, binding: "operator" } : primary(array);
}

/** `null` and `undefined` come last, as people write it; anything beside `unknown` says nothing, and `never` adds nothing. */
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
    binding: "union",
    alternatives,
  };
}

export function intersectionOf(types: readonly TypeExpression[]): TypeExpression {
  const members = [...new Map(types.map((type) => [type.code, type])).values()];
  const [only] = members;
  if (only === undefined) return unknownType;
  if (members.length === 1) return only;
  const texts = members.map((type) => (type.binding === "union" ? code`(${type.code})` : type.code));
  return { code: join(texts, " & "), binding: "intersection" };
}

export function parenthesised(type: TypeExpression): Code {
  return type.binding === "primary" ? type.code : code`(${type.code})`;
}
