import type { ts } from "../api-report/typescript.js";
import { canonical } from "./canonical-type.js";
import { type Difference, difference, flipped, type Uses } from "./difference.js";
import type { Scope } from "./scope.js";
import type { CompareTypes } from "./type-pair.js";

/** Type parameters, and the scope in which their bounds are written. */
export interface TypeParametersAt {
  readonly parameters: readonly ts.TypeParameterDeclaration[];
  readonly scope: Scope;
}

/** Compares type parameters by position: what they are called makes no difference. */
export function compareTypeParameters(
  old: TypeParametersAt,
  now: TypeParametersAt,
  uses: Uses,
  subject: string,
  compareTypes: CompareTypes,
): readonly Difference[] {
  return Array.from({ length: Math.max(old.parameters.length, now.parameters.length) }).flatMap((_, index) => {
    const [before, after] = [old.parameters[index], now.parameters[index]];
    if (after === undefined) return [difference("api-type-parameter-removed", subject, { name: before?.name.text ?? "" })];
    const name = after.name.text;
    if (before === undefined)
      return [
        difference(after.default === undefined ? "api-type-parameter-demanded" : "api-type-parameter-added", subject, { name }),
      ];
    if (before.default !== undefined && after.default === undefined)
      return [difference("api-type-parameter-demanded", subject, { name })];
    const texts = [textOf(before, old.scope), textOf(after, now.scope)];
    if (texts[0] === texts[1]) return [];
    const facts = { name, old: before.getText(), new: after.getText() };
    const isDefaultSame = before.default === undefined || defaultOf(before, old.scope) === defaultOf(after, now.scope);
    if (!isDefaultSame) return [difference("api-type-parameter-changed", subject, facts)];
    // What a caller gives may be more than before: without a bound, anything.
    if (after.constraint === undefined) return [];
    if (before.constraint === undefined) return [difference("api-type-parameter-changed", subject, facts)];
    const [from, to] = [
      { type: before.constraint, scope: old.scope },
      { type: after.constraint, scope: now.scope },
    ];
    return compareTypes(from, to, flipped(uses), `${subject}<${name}>`);
  });
}

function textOf({ constraint, default: initial }: ts.TypeParameterDeclaration, scope: Scope): string {
  return `${constraint ? canonical(constraint, scope) : ""} = ${initial ? canonical(initial, scope) : ""}`;
}

function defaultOf({ default: initial }: ts.TypeParameterDeclaration, scope: Scope): string {
  return initial ? canonical(initial, scope) : "";
}
