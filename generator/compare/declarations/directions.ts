import type { ApiReport, ReportItem } from "../api-report/read-report.js";
import { ts } from "../api-report/typescript.js";
import { unknownUses, type Uses } from "./difference.js";
import { heritageOf, isObjectDeclaration } from "./object-view.js";
import { itemScope, lookUp, type Scope, type Side } from "./scope.js";

type Direction = "sent" | "received";

const opposite: { readonly [D in Direction]: Direction } = { sent: "received", received: "sent" };

/** What only tests use says nothing about how callers use a type: they hand in what they get elsewhere. */
const forTests = "./testing";

/** How each declaration of a report is used, found from what can be called: what it takes is sent, what it returns is received. */
export function usesOf(report: ApiReport): (id: string) => Uses {
  const side: Side = { report, idNow: (id) => id };
  const found = new Map<string, Set<Direction>>();
  const waiting: (readonly [ReportItem, Direction])[] = [];
  const reach = (item: ReportItem, direction: Direction) => {
    const known = found.get(item.id) ?? new Set();
    if (known.has(direction)) return;
    found.set(item.id, known.add(direction));
    waiting.push([item, direction]);
  };
  for (const [entry, exports] of report.entries)
    for (const { id, isTypeOnly } of exports.values()) {
      const item = report.items.get(id);
      if (entry !== forTests && !isTypeOnly && item?.declarations.some(isCallable) === true) reach(item, "received");
    }
  const variance = varianceOf(side);
  for (const [item, direction] of waiting)
    for (const declaration of item.declarations)
      walk(declaration, direction, { scope: itemScope(item, side), reach, variance, onParameter: () => undefined });
  return (id) => {
    const directions = found.get(id);
    if (directions === undefined) return unknownUses;
    return { isSent: directions.has("sent"), isReceived: directions.has("received"), isCertain: true };
  };
}

function isCallable(node: ts.Node): boolean {
  return (
    ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isVariableDeclaration(node) || ts.isEnumDeclaration(node)
  );
}

interface Walk {
  readonly scope: Scope;
  readonly reach: (item: ReportItem, direction: Direction) => void;
  /** In which directions a declaration uses what is given for one of its type parameters. */
  readonly variance: (item: ReportItem, index: number) => readonly Direction[];
  readonly onParameter: (name: string, direction: Direction) => void;
}

function walk(node: ts.Node, direction: Direction, how: Walk): void {
  if (ts.isParameter(node) && !isOfIndex(node)) {
    if (node.type) walk(node.type, opposite[direction], how);
    return;
  }
  if (ts.isTypeParameterDeclaration(node)) {
    if (node.constraint) walk(node.constraint, opposite[direction], how);
    return;
  }
  const name = referredName(node);
  if (name === undefined)
    ts.forEachChild(node, (child) => {
      walk(child, direction, how);
    });
  else walkReference(name, direction, how);
}

interface ReferredName {
  readonly node: ts.NodeWithTypeArguments;
  readonly name: ts.EntityName | ts.Expression;
}

function referredName(node: ts.Node): ReferredName | undefined {
  if (ts.isTypeReferenceNode(node)) return { node, name: node.typeName };
  if (ts.isExpressionWithTypeArguments(node)) return { node, name: node.expression };
  return ts.isTypeQueryNode(node) ? { node, name: node.exprName } : undefined;
}

function isOfIndex({ parent }: ts.ParameterDeclaration): boolean {
  return ts.isIndexSignatureDeclaration(parent);
}

function walkReference({ node, name }: ReferredName, direction: Direction, how: Walk): void {
  const named = lookUp(name, how.scope);
  if (named === undefined) how.onParameter(name.getText(), direction);
  const item = named !== undefined && "item" in named ? named.item : undefined;
  if (item !== undefined) how.reach(item, direction);
  for (const [index, argument] of (node.typeArguments ?? []).entries())
    for (const own of item === undefined ? (["received"] as const) : how.variance(item, index))
      walk(argument, own === "received" ? direction : opposite[direction], how);
}

function varianceOf(side: Side): Walk["variance"] {
  const known = new Map<string, readonly Direction[]>();
  const variance: Walk["variance"] = (item, index) => {
    const key = `${item.id} ${index}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    // While it is found out, a type that contains itself counts as one that is received.
    known.set(key, ["received"]);
    const found = new Set<Direction>();
    for (const declaration of item.declarations) {
      const parameter = parametersOf(declaration)[index]?.name.text;
      const onParameter: Walk["onParameter"] = (name, direction) => {
        if (name === parameter) found.add(direction);
      };
      const how = { scope: itemScope(item, side), reach: () => undefined, variance, onParameter };
      for (const part of partsOf(declaration)) walk(part, "received", how);
    }
    const directions: readonly Direction[] = found.size === 0 ? ["received"] : [...found];
    known.set(key, directions);
    return directions;
  };
  return variance;
}

function parametersOf(node: ts.Node): readonly ts.TypeParameterDeclaration[] {
  return isObjectDeclaration(node) || ts.isTypeAliasDeclaration(node) ? (node.typeParameters ?? []) : [];
}

/** What of a declaration an instance has: how it is created is none of its uses. */
function partsOf(node: ts.Node): readonly ts.Node[] {
  if (ts.isTypeAliasDeclaration(node)) return [node.type];
  if (!isObjectDeclaration(node)) return [];
  return [...heritageOf(node), ...[...node.members].filter((member) => !ts.isConstructorDeclaration(member))];
}
