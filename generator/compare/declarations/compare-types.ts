import { ts } from "../api-report/typescript.js";
import { alternativesOf, canonicalType } from "./canonical-type.js";
import { compareObjects } from "./compare-objects.js";
import { compareOverloads } from "./compare-signatures.js";
import { compareUnions, isCovered } from "./compare-unions.js";
import { type Difference, difference, directed, narrowed, type Uses, widened } from "./difference.js";
import { objectOf } from "./object-view.js";
import { argumentsOf, itemScope, lookUp, type TypeAt, withArguments } from "./scope.js";
import type { CompareTypes } from "./type-pair.js";

/** What was compared already, since types may contain themselves: by both types and their uses. While two are compared, they count as equal. */
type Compared = Map<string, readonly Difference[]>;

interface Pair {
  readonly from: TypeAt;
  readonly to: TypeAt;
  readonly uses: Uses;
  readonly subject: string;
  readonly compareTypes: CompareTypes;
}

/** Compares types as they are written. What is not known to be harmless is a change. */
export function createTypeComparer(compared: Compared = new Map()): CompareTypes {
  const compareTypes: CompareTypes = (old, now, uses, subject) => {
    if (old === undefined || now === undefined) return old === now ? [] : [changed(old, now, subject)];
    const [from, to] = [bare(old), bare(now)];
    const texts = [canonicalType(from), canonicalType(to)];
    if (texts[0] === texts[1]) return [];
    const key = JSON.stringify([texts, uses]);
    const known = compared.get(key);
    if (known !== undefined) return known;
    compared.set(key, []);
    const pair = { from, to, uses, subject, compareTypes };
    const found = firstOf(pair)?.map((one) => withWholeTypes(one, subject, old, now)) ?? [changed(old, now, subject)];
    compared.set(key, found);
    return found;
  };
  return compareTypes;
}

function firstOf(pair: Pair): readonly Difference[] | undefined {
  for (const compare of comparisons) {
    const found = compare(pair);
    if (found !== undefined) return found;
  }
  return undefined;
}

function changed(old: TypeAt | undefined, now: TypeAt | undefined, subject: string): Difference {
  const [before, after] = [old, now].map((at) => (at === undefined ? "any" : shown(at)));
  return difference("api-type-changed", subject, { old: before ?? "", new: after ?? "" });
}

/** Without parentheses, and what stands for a type parameter in its place. */
function bare(at: TypeAt): TypeAt {
  const { type, scope } = at;
  if (ts.isParenthesizedTypeNode(type)) return bare({ type: type.type, scope });
  if (!ts.isTypeReferenceNode(type)) return at;
  const named = lookUp(type.typeName, scope);
  return named !== undefined && "bound" in named && typeof named.bound !== "string" ? bare(named.bound) : at;
}

/** A type as the report writes it, on one line. */
function shown({ type }: TypeAt): string {
  const text = type.getText().replace(/\s+/g, " ");
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/** A change of one alternative is told with the type that it belongs to. */
function withWholeTypes(found: Difference, subject: string, old: TypeAt, now: TypeAt): Difference {
  return found.subject === subject && found.rule.startsWith("api-type-c")
    ? { ...found, old: shown(old), new: shown(now) }
    : found;
}

type Comparison = (pair: Pair) => readonly Difference[] | undefined;

/** How two types that are written differently are compared. First match wins. */
const comparisons: readonly Comparison[] = [
  compareSameTarget,
  compareCoverage,
  compareAlternatives,
  compareAliases,
  compareShapes,
  compareFunctions,
  compareElements,
  compareTuples,
  compareIntersections,
];

/** `Page<Cat>` and `Page<Dog>`: type arguments are used as what they are given to. */
function compareSameTarget(pair: Pair): readonly Difference[] | undefined {
  const { from, to, uses, subject } = pair;
  if (!ts.isTypeReferenceNode(from.type) || !ts.isTypeReferenceNode(to.type)) return undefined;
  const [old, now] = [targetOf(from), targetOf(to)];
  const [given, givenNow] = [argumentsOf(from.type, from.scope), argumentsOf(to.type, to.scope)];
  if (old !== now || given.length !== givenNow.length) return undefined;
  return given.flatMap((argument, index) => pair.compareTypes(argument, givenNow[index], uses, subject));
}

function targetOf({ type, scope }: TypeAt): string {
  if (!ts.isTypeReferenceNode(type)) return "";
  const named = lookUp(type.typeName, scope);
  return named === undefined || "bound" in named ? type.typeName.getText() : scope.side.idNow(named.item.id) + named.rest;
}

/** `"a"` and `string`: one type takes all values of the other. */
function compareCoverage({ from, to, uses, subject }: Pair): readonly Difference[] | undefined {
  const facts = { old: shown(from), new: shown(to) };
  if (isCovered(from, [to])) return [directed(widened, uses, subject, facts)];
  return isCovered(to, [from]) ? [directed(narrowed, uses, subject, facts)] : undefined;
}

function compareAlternatives(pair: Pair): readonly Difference[] | undefined {
  const { from, to, uses, subject } = pair;
  const expanded = [expandUnion(from), expandUnion(to)] as const;
  if (expanded[0].length === 1 && expanded[1].length === 1) return undefined;
  return compareUnions(...expanded, uses, subject, pair.compareTypes);
}

/** The alternatives of a type; an alias of a union counts as one. */
function expandUnion(at: TypeAt): readonly TypeAt[] {
  return alternativesOf(at.type).flatMap((type) => {
    const one = bare({ type, scope: at.scope });
    const alias = aliasedType(one);
    return alias !== undefined && ts.isUnionTypeNode(alias.type) ? expandUnion(alias) : [one];
  });
}

/** What a type alias stands for. */
function aliasedType({ type, scope }: TypeAt): TypeAt | undefined {
  if (!ts.isTypeReferenceNode(type)) return undefined;
  const named = lookUp(type.typeName, scope);
  if (named === undefined || "bound" in named || named.rest !== "") return undefined;
  const alias = named.item.declarations.find(ts.isTypeAliasDeclaration);
  if (alias === undefined) return undefined;
  const own = { ...itemScope(named.item, scope.side), level: scope.level };
  return { type: alias.type, scope: withArguments(alias.typeParameters, argumentsOf(type, scope), own) };
}

function compareAliases(pair: Pair): readonly Difference[] | undefined {
  const [old, now] = [aliasedType(pair.from), aliasedType(pair.to)];
  if (old === undefined && now === undefined) return undefined;
  return pair.compareTypes(old ?? pair.from, now ?? pair.to, pair.uses, pair.subject);
}

function compareShapes(pair: Pair): readonly Difference[] | undefined {
  const [old, now] = [objectOf(pair.from), objectOf(pair.to)];
  return old && now && compareObjects(old, now, pair.uses, pair.subject, pair.compareTypes);
}

function compareFunctions(pair: Pair): readonly Difference[] | undefined {
  const { from, to, uses, subject } = pair;
  if (!isCallable(from.type) || !isCallable(to.type) || from.type.kind !== to.type.kind) return undefined;
  return compareOverloads(
    [{ signature: from.type, scope: from.scope }],
    [{ signature: to.type, scope: to.scope }],
    uses,
    subject,
    pair.compareTypes,
  );
}

function isCallable(type: ts.TypeNode): type is ts.FunctionTypeNode | ts.ConstructorTypeNode {
  return ts.isFunctionTypeNode(type) || ts.isConstructorTypeNode(type);
}

/** Arrays: what is received may lose `readonly`, what is sent may get it. */
function compareElements(pair: Pair): readonly Difference[] | undefined {
  const { from, to, uses, subject } = pair;
  const [old, now] = [arrayOf(from.type), arrayOf(to.type)];
  if (old === undefined || now === undefined) return undefined;
  const breaks = old.isReadonly === now.isReadonly ? false : old.isReadonly ? uses.isSent : uses.isReceived;
  const rule = breaks ? "api-type-changed" : "api-type-compatible";
  const facts = { old: shown(from), new: shown(to) };
  const found =
    old.isReadonly === now.isReadonly
      ? []
      : [{ ...difference(rule, subject, facts), ...(breaks && !uses.isCertain && { verdict: "suspicious" as const }) }];
  return [
    ...found,
    ...pair.compareTypes(
      { type: old.element, scope: from.scope },
      { type: now.element, scope: to.scope },
      uses,
      `${subject}[number]`,
    ),
  ];
}

function arrayOf(type: ts.TypeNode): { readonly element: ts.TypeNode; readonly isReadonly: boolean } | undefined {
  if (ts.isArrayTypeNode(type)) return { element: type.elementType, isReadonly: false };
  if (!ts.isTypeOperatorNode(type) || type.operator !== ts.SyntaxKind.ReadonlyKeyword) return undefined;
  return ts.isArrayTypeNode(type.type) ? { element: type.type.elementType, isReadonly: true } : undefined;
}

function compareTuples(pair: Pair): readonly Difference[] | undefined {
  const { from, to, uses, subject } = pair;
  if (!ts.isTupleTypeNode(from.type) || !ts.isTupleTypeNode(to.type) || from.type.elements.length !== to.type.elements.length)
    return undefined;
  const now = to.type.elements;
  return from.type.elements.flatMap((type, index) => {
    const other = now[index];
    return pair.compareTypes(
      { type, scope: from.scope },
      other && { type: other, scope: to.scope },
      uses,
      `${subject}[${index}]`,
    );
  });
}

function compareIntersections(pair: Pair): readonly Difference[] | undefined {
  const { from, to, uses, subject } = pair;
  if (!ts.isIntersectionTypeNode(from.type) || !ts.isIntersectionTypeNode(to.type)) return undefined;
  const [old, now] = [from.type.types, to.type.types];
  if (old.length !== now.length) return undefined;
  return old.flatMap((type, index) => {
    const other = now[index];
    return pair.compareTypes({ type, scope: from.scope }, other && { type: other, scope: to.scope }, uses, subject);
  });
}
