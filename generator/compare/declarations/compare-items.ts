import type { ItemDeclaration, ReportItem } from "../api-report/read-report.js";
import { ts } from "../api-report/typescript.js";
import { canonical } from "./canonical-type.js";
import { compareObjects } from "./compare-objects.js";
import { compareOverloads } from "./compare-signatures.js";
import { compareTypeParameters } from "./compare-type-parameters.js";
import { type Difference, difference, type Uses } from "./difference.js";
import { flattened, heritageOf, isDeprecated, objectOf, ownMembers } from "./object-view.js";
import { itemScope, type Scope, type Side, type TypeAt, withMarks } from "./scope.js";
import type { CompareTypes } from "./type-pair.js";

/** A declaration in both reports. */
export interface ItemPair {
  readonly old: ReportItem;
  readonly now: ReportItem;
  readonly sides: readonly [Side, Side];
  readonly uses: Uses;
  readonly subject: string;
  readonly compareTypes: CompareTypes;
}

/** Compares a declaration with what it was. */
export function compareItem(pair: ItemPair): readonly Difference[] {
  const { old, now, subject } = pair;
  const [before, after] = [old, now].map(({ declarations }) => declarations.some(isDeprecatedDeclaration));
  const found = [
    ...(before === after ? [] : [difference(after ? "api-deprecated" : "api-no-longer-deprecated", subject)]),
    ...compareKinds(pair),
  ];
  const texts = [old, now].map(textOf);
  return found.length === 0 && texts[0] !== texts[1] ? [difference("api-reworded", subject)] : found;
}

function isDeprecatedDeclaration(node: ItemDeclaration): boolean {
  return isDeprecated(ts.isVariableDeclaration(node) ? node.parent.parent : node);
}

/** A declaration as it is written, wherever it and what it refers to stand. */
function textOf({ declarations }: ReportItem): string {
  const texts = declarations.map((node) =>
    node
      .getText()
      .replace(/^export /, "")
      .replace(/\$\w*\./g, ""),
  );
  return texts.join("\n").replace(/\s+/g, " ");
}

type Of<T extends ItemDeclaration> = (node: ItemDeclaration) => node is T & ItemDeclaration;

/** The kinds of declarations, and how each is compared. A name may have several: an interface and a constant, a function and a namespace. */
const kinds = [
  kind("a function", ts.isFunctionDeclaration, compareFunctions),
  kind("a constant", ts.isVariableDeclaration, compareVariables),
  kind("a class", ts.isClassDeclaration, compareClasses),
  kind("an interface", ts.isInterfaceDeclaration, compareInterfaces),
  kind("a type", ts.isTypeAliasDeclaration, compareAliases),
  kind("an enum", ts.isEnumDeclaration, compareEnums),
  kind("a namespace", ts.isModuleDeclaration, compareNamespaces),
];

type Compare<T> = (old: readonly T[], now: readonly T[], pair: ItemPair) => readonly Difference[];

function kind<T extends ItemDeclaration>(name: string, isKind: Of<T>, compare: Compare<T>) {
  const parts = ({ declarations }: ReportItem) => declarations.filter(isKind);
  return {
    name,
    isIn: (item: ReportItem) => parts(item).length > 0,
    compare: (pair: ItemPair) => compare(parts(pair.old), parts(pair.now), pair),
  };
}

function compareKinds(pair: ItemPair): readonly Difference[] {
  const { old, now, subject } = pair;
  const [before, after] = [old, now].map((item) =>
    kinds
      .filter(({ isIn }) => isIn(item))
      .map(({ name }) => name)
      .join(" and "),
  );
  if (before === after) return kinds.flatMap(({ isIn, compare }) => (isIn(old) ? compare(pair) : []));
  return compareAsObjects(pair) ?? [difference("api-kind-changed", subject, { old: before ?? "", new: after ?? "" })];
}

/** An interface and a type that is an object are the same to callers. */
function compareAsObjects(pair: ItemPair): readonly Difference[] | undefined {
  const { old, now, sides, uses, subject, compareTypes } = pair;
  const [from, to] = [objectScope(old, sides[0]), objectScope(now, sides[1])];
  if (from === undefined || to === undefined) return undefined;
  return [
    ...compareTypeParameters(from, to, uses, subject, compareTypes),
    ...compareObjects(from.view, to.view, uses, subject, compareTypes),
  ];
}

function objectScope(item: ReportItem, side: Side) {
  const [declaration, other] = item.declarations;
  if (other !== undefined || declaration === undefined) return undefined;
  if (!ts.isInterfaceDeclaration(declaration) && !ts.isTypeAliasDeclaration(declaration)) return undefined;
  const scope = withMarks(declaration.typeParameters, itemScope(item, side));
  const view = ts.isInterfaceDeclaration(declaration)
    ? flattened(declaration, scope)
    : objectOf({ type: declaration.type, scope });
  return view && { parameters: declaration.typeParameters ?? [], scope, view };
}

function compareFunctions(
  old: readonly ts.FunctionDeclaration[],
  now: readonly ts.FunctionDeclaration[],
  pair: ItemPair,
): readonly Difference[] {
  const signatures = (nodes: readonly ts.FunctionDeclaration[], scope: Scope) => nodes.map((signature) => ({ signature, scope }));
  const [from, to] = scopesOf(pair);
  return compareOverloads(signatures(old, from), signatures(now, to), pair.uses, pair.subject, pair.compareTypes);
}

function scopesOf({ old, now, sides }: ItemPair): readonly [Scope, Scope] {
  return [itemScope(old, sides[0]), itemScope(now, sides[1])];
}

function compareVariables(
  [old]: readonly ts.VariableDeclaration[],
  [now]: readonly ts.VariableDeclaration[],
  pair: ItemPair,
): readonly Difference[] {
  const [from, to] = scopesOf(pair);
  const at = (node: ts.VariableDeclaration | undefined, scope: Scope): TypeAt | undefined =>
    node?.type && { type: node.type, scope };
  return pair.compareTypes(at(old, from), at(now, to), pair.uses, pair.subject);
}

function compareClasses(
  [old]: readonly ts.ClassDeclaration[],
  [now]: readonly ts.ClassDeclaration[],
  pair: ItemPair,
): readonly Difference[] {
  if (!old || !now) return [];
  const isAbstract = [old, now].map((node) => (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Abstract) !== 0);
  return [
    ...(isAbstract[1] === true && isAbstract[0] !== true
      ? [difference("api-kind-changed", pair.subject, { old: "a class", new: "an abstract class" })]
      : []),
    ...compareObjectDeclarations([old], [now], pair),
  ];
}

function compareInterfaces(
  old: readonly ts.InterfaceDeclaration[],
  now: readonly ts.InterfaceDeclaration[],
  pair: ItemPair,
): readonly Difference[] {
  return compareObjectDeclarations(old, now, pair);
}

type ObjectNodes = readonly (ts.InterfaceDeclaration | ts.ClassDeclaration)[];

/** What is inherited from the same declarations is told where it is declared. */
function compareObjectDeclarations(old: ObjectNodes, now: ObjectNodes, pair: ItemPair): readonly Difference[] {
  const { uses, subject, compareTypes } = pair;
  const [from, to] = scopesOf(pair);
  const sides = [
    { nodes: old, outer: from },
    { nodes: now, outer: to },
  ].map(({ nodes, outer }) => {
    const parameters = nodes[0]?.typeParameters;
    const scope = withMarks(parameters, outer);
    const bases = nodes.flatMap((node) => heritageOf(node).map((base) => canonical(base, scope)));
    return { nodes, parameters: parameters ?? [], scope, bases: bases.sort().join() };
  });
  const [before, after] = sides;
  if (before === undefined || after === undefined) return [];
  const views = sides.map(({ nodes, scope }) =>
    before.bases === after.bases
      ? { members: new Map(nodes.flatMap((node) => [...ownMembers(node, scope)])), bases: new Set<string>() }
      : nodes
          .map((node) => flattened(node, scope))
          .reduce((a, b) => ({ members: new Map([...a.members, ...b.members]), bases: new Set([...a.bases, ...b.bases]) })),
  );
  const [view, viewNow] = views;
  if (view === undefined || viewNow === undefined) return [];
  return [
    ...compareTypeParameters(before, after, uses, subject, compareTypes),
    ...compareObjects(view, viewNow, uses, subject, compareTypes),
  ];
}

function compareAliases(
  [old]: readonly ts.TypeAliasDeclaration[],
  [now]: readonly ts.TypeAliasDeclaration[],
  pair: ItemPair,
): readonly Difference[] {
  if (!old || !now) return [];
  const { uses, subject, compareTypes } = pair;
  const [from, to] = scopesOf(pair);
  const [inner, innerNow] = [withMarks(old.typeParameters, from), withMarks(now.typeParameters, to)];
  return [
    ...compareTypeParameters(
      { parameters: old.typeParameters ?? [], scope: inner },
      { parameters: now.typeParameters ?? [], scope: innerNow },
      uses,
      subject,
      compareTypes,
    ),
    ...compareTypes({ type: old.type, scope: inner }, { type: now.type, scope: innerNow }, uses, subject),
  ];
}

function compareEnums(
  [old]: readonly ts.EnumDeclaration[],
  [now]: readonly ts.EnumDeclaration[],
  { subject }: ItemPair,
): readonly Difference[] {
  const [before, after] = [old, now].map(
    (node) => new Map((node?.members ?? []).map((member) => [member.name.getText(), member.getText()])),
  );
  return [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].flatMap((name) => {
    const [value, valueNow] = [before?.get(name), after?.get(name)];
    if (value === valueNow) return [];
    const place = `${subject}.${name}`;
    if (valueNow === undefined) return [difference("api-member-removed", place)];
    return [
      value === undefined
        ? difference("api-member-added", place)
        : difference("api-type-changed", place, { old: value, new: valueNow }),
    ];
  });
}

/** Generated packages have none; the text tells whether one of the user's has changed. */
function compareNamespaces(
  old: readonly ts.ModuleDeclaration[],
  now: readonly ts.ModuleDeclaration[],
  { subject }: ItemPair,
): readonly Difference[] {
  const [before, after] = [old, now].map((nodes) => nodes.map((node) => node.getText().replace(/\s+/g, " ")).join(" "));
  return before === after ? [] : [difference("api-type-changed", subject, { old: "a namespace", new: "another one" })];
}
