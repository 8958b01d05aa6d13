import { ts } from "../api-report/typescript.js";
import { canonicalType } from "./canonical-type.js";
import { type Difference, directed, narrowed, type Uses, widened } from "./difference.js";
import type { TypeAt } from "./scope.js";
import type { CompareTypes } from "./type-pair.js";

type Alternatives = readonly TypeAt[];

/** Compares the alternatives of two types: what is sent may have more of them, and what is received fewer. */
export function compareUnions(
  old: Alternatives,
  now: Alternatives,
  uses: Uses,
  subject: string,
  compareTypes: CompareTypes,
): readonly Difference[] {
  const gone = old.filter((one) => !isCovered(one, now));
  const fresh = now.filter((one) => !isCovered(one, old));
  const pairs = pairsOf(gone, fresh);
  const changed = pairs.flatMap(([from, to]) => compareTypes(from, to, uses, subject));
  const paired = new Set(pairs.flat());
  const [lost, added] = [gone, fresh].map((all) => all.filter((one) => !paired.has(one)));
  return [
    ...changed,
    ...(lost?.length ? [directed(narrowed, uses, subject, textsOf(old, now))] : []),
    ...(added?.length ? [directed(widened, uses, subject, textsOf(old, now))] : []),
  ];
}

function textsOf(old: Alternatives, now: Alternatives) {
  const text = (all: Alternatives) => all.map(({ type }) => type.getText().replace(/\s+/g, " ")).join(" | ");
  return { old: text(old), new: text(now) };
}

/** The types that take all values of a kind, by the kind of a literal. */
const general: readonly (readonly [(type: ts.LiteralTypeNode["literal"]) => boolean, readonly string[]])[] = [
  [ts.isStringLiteral, ["string", "string & { }", "string & {  }"]],
  [(literal) => ts.isNumericLiteral(literal) || ts.isPrefixUnaryExpression(literal), ["number", "number & { }", "number & {  }"]],
  [(literal) => literal.kind === ts.SyntaxKind.TrueKeyword || literal.kind === ts.SyntaxKind.FalseKeyword, ["boolean"]],
];

/** Whether an alternative is one of others, or a value of one of them. */
export function isCovered(one: TypeAt, others: Alternatives): boolean {
  const texts = new Set(others.map(canonicalType));
  const text = canonicalType(one);
  if ([text, "any", "unknown"].some((wanted) => texts.has(wanted)) || text === "never") return true;
  if (text === "boolean") return texts.has("true") && texts.has("false");
  const { type } = one;
  if (!ts.isLiteralTypeNode(type)) return false;
  return general.some(([isKind, all]) => isKind(type.literal) && all.some((wanted) => texts.has(wanted)));
}

/** Alternatives that one may be the other with a change in it, as there is only one of its kind on each side. */
function pairsOf(gone: Alternatives, fresh: Alternatives): readonly (readonly [TypeAt, TypeAt])[] {
  return gone.flatMap((from) => {
    const kind = shapeOf(from);
    const [alike, alikeNow] = [gone, fresh].map((all) => all.filter((one) => shapeOf(one) === kind));
    const [to, other] = alikeNow ?? [];
    return kind === undefined || alike?.length !== 1 || to === undefined || other !== undefined ? [] : [[from, to] as const];
  });
}

/** Types of the same shape can be compared in detail. */
function shapeOf({ type }: TypeAt): string | undefined {
  if (ts.isTypeReferenceNode(type) || ts.isTypeLiteralNode(type)) return "object";
  if (ts.isArrayTypeNode(type) || ts.isTypeOperatorNode(type)) return "array";
  if (ts.isFunctionTypeNode(type)) return "function";
  return ts.isTupleTypeNode(type) ? "tuple" : undefined;
}
