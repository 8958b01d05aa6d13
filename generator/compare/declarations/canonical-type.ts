import { ts } from "../api-report/typescript.js";
import { lookUp, type Scope, type TypeAt, withMarks } from "./scope.js";

/** A text that two types share if they are written alike: but for the names of parameters and type parameters, and the order of alternatives. */
export function canonicalType({ type, scope }: TypeAt): string {
  return canonical(type, scope);
}

type Writer = (node: ts.Node, scope: Scope) => string | undefined;

/** How nodes are written of which not every token counts. First match wins; any other node is the texts of its parts. */
const writers: readonly Writer[] = [
  (node, scope) => (ts.isParenthesizedTypeNode(node) ? canonical(node.type, scope) : undefined),
  (node) => (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) ? JSON.stringify(node.text) : undefined),
  (node, scope) =>
    ts.isUnionTypeNode(node)
      ? alternativesOf(node)
          .map((one) => canonical(one, scope))
          .sort()
          .join(" | ")
      : undefined,
  (node, scope) => (ts.isTypeLiteralNode(node) ? `{ ${membersText(node.members, scope)} }` : undefined),
  (node, scope) => (ts.isParameter(node) ? parameterText(node, scope) : undefined),
  (node, scope) => (ts.isTypeReferenceNode(node) ? referenceText(node, node.typeName, scope) : undefined),
  (node, scope) => (ts.isExpressionWithTypeArguments(node) ? referenceText(node, node.expression, scope) : undefined),
  (node, scope) => (ts.isTypeQueryNode(node) ? `typeof ${referenceText(node, node.exprName, scope)}` : undefined),
  (node, scope) => (isGeneric(node) ? partsText(node, withMarks(node.typeParameters, scope)) : undefined),
  (node, scope) => (ts.isTypeParameterDeclaration(node) ? parameterBounds(node, scope) : undefined),
];

export function canonical(node: ts.Node, scope: Scope): string {
  for (const write of writers) {
    const text = write(node, scope);
    if (text !== undefined) return text;
  }
  return partsText(node, scope);
}

function partsText(node: ts.Node, scope: Scope): string {
  const parts = node.getChildren().filter((child) => !ts.isJSDoc(child));
  return parts.length === 0
    ? node.getText()
    : parts
        .map((part) => canonical(part, scope))
        .filter((text) => text !== "" && text !== ";")
        .join(" ");
}

/** The alternatives of a union, those of unions in it included. */
export function alternativesOf(type: ts.TypeNode): readonly ts.TypeNode[] {
  if (ts.isParenthesizedTypeNode(type)) return alternativesOf(type.type);
  return ts.isUnionTypeNode(type) ? type.types.flatMap(alternativesOf) : [type];
}

function membersText(members: readonly ts.TypeElement[], scope: Scope): string {
  return members
    .map((member) => canonical(member, scope))
    .sort()
    .join("; ");
}

function parameterText({ dotDotDotToken, questionToken, type }: ts.ParameterDeclaration, scope: Scope): string {
  return `${dotDotDotToken ? "..." : ""}${questionToken ? "?" : ""}${type ? canonical(type, scope) : "any"}`;
}

function parameterBounds(node: ts.TypeParameterDeclaration, scope: Scope): string {
  const mark = scope.bound.get(node.name.text);
  // `infer` and mapped types name their own.
  const name =
    typeof mark === "string" && !ts.isInferTypeNode(node.parent) && !ts.isMappedTypeNode(node.parent) ? mark : node.name.text;
  const [constraint, initial] = [node.constraint, node.default].map((type) => (type ? canonical(type, scope) : ""));
  return `${name} extends ${constraint ?? ""} = ${initial ?? ""}`;
}

const arrays: { readonly [name: string]: string } = { Array: "", ReadonlyArray: "readonly " };

function referenceText(node: ts.NodeWithTypeArguments, name: ts.EntityName | ts.Expression, scope: Scope): string {
  const named = lookUp(name, scope);
  if (named !== undefined && "bound" in named) return typeof named.bound === "string" ? named.bound : canonicalType(named.bound);
  const given = (node.typeArguments ?? []).map((type) => canonical(type, scope));
  const text = name.getText();
  const prefix = named === undefined ? arrays[text] : undefined;
  if (prefix !== undefined && given.length === 1) return `${prefix}${given[0] ?? ""} [ ]`;
  const target = named === undefined ? text : scope.side.idNow(named.item.id) + named.rest;
  return given.length === 0 ? target : `${target}<${given.join(", ")}>`;
}

type Generic = ts.Node & { readonly typeParameters: ts.NodeArray<ts.TypeParameterDeclaration> };

function isGeneric(node: ts.Node): node is Generic {
  return ts.isFunctionLike(node) && node.typeParameters !== undefined;
}
