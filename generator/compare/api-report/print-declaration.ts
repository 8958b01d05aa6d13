import { type Collected, type CollectedItem, isValue, notExported } from "./collect-declarations.js";
import type { DeclaredProgram } from "./declared-program.js";
import { createReferences, type References } from "./references.js";
import { ts } from "./typescript.js";

const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed });

/** The order of members of an object: how it is called, created and indexed, then its properties by name. Overloads keep their order. */
const memberRanks: readonly (readonly [(node: ts.Node) => boolean, number])[] = [
  [ts.isCallSignatureDeclaration, 0],
  [ts.isConstructSignatureDeclaration, 1],
  [ts.isConstructorDeclaration, 1],
  [ts.isIndexSignatureDeclaration, 2],
];

/** Prints the declarations of an item: members and alternatives in an order of their own, every reference by the name that the report has for it. */
export function printItem(item: CollectedItem, collected: Collected, program: DeclaredProgram): string {
  const declarations = item.symbol.declarations ?? [];
  const isExported = item.entry !== notExported && !isTypeOnlyValue(item, collected);
  const texts = declarations.map((declaration) => {
    const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
    const bare = printNode(declaration, item, createReferences(item, collected, program), program).replace(ambient, "");
    const keyword = /^(?:interface|type)\b/.test(bare) ? "" : "declare ";
    return `${program.isDeprecated(statement) ? deprecation : ""}${isExported ? "export " : ""}${keyword}${bare}`;
  });
  return [...new Set(texts)].join("\n");
}

const ambient = /^(?:(?:export|default|declare) )*/;
const deprecation = "/** @deprecated */\n";

function printNode(
  declaration: ts.Declaration,
  { name }: CollectedItem,
  references: References,
  program: DeclaredProgram,
): string {
  const file = declaration.getSourceFile();
  const print = (node: ts.Node) => printer.printNode(ts.EmitHint.Unspecified, node, file);
  const rewrite = (context: ts.TransformationContext) => {
    const visit = (node: ts.Node): ts.Node => {
      if (ts.isIdentifier(node) && ts.getNameOfDeclaration(declaration) === node) return ts.factory.createIdentifier(name);
      const inner = ts.visitEachChild(node, visit, context);
      const written = orderedNode(references.rename(node, inner), print);
      return isMember(node) && program.isDeprecated(node)
        ? ts.addSyntheticLeadingComment(written, ts.SyntaxKind.MultiLineCommentTrivia, "* @deprecated ", true)
        : written;
    };
    return visit;
  };
  const statement = ts.isVariableDeclaration(declaration) ? oneVariable(declaration) : declaration;
  const { transformed } = ts.transform<ts.Node>(statement, [rewrite]);
  return transformed.map(print).join("\n");
}

function isMember(node: ts.Node): boolean {
  return ts.isTypeElement(node) || ts.isClassElement(node) || ts.isEnumMember(node);
}

/** Whether an entry point exports a class, a function or a constant, but only its type. */
function isTypeOnlyValue({ entry, name, symbol }: CollectedItem, { entries }: Collected): boolean {
  if (!isValue(symbol)) return false;
  const line = entries.get(entry)?.find((one) => one.symbol === symbol && one.name === name);
  return line === undefined || line.isTypeOnly;
}

/** A declaration of several variables becomes one for each. */
function oneVariable(declaration: ts.VariableDeclaration): ts.Statement {
  const { flags } = declaration.parent;
  const list = ts.factory.createVariableDeclarationList([declaration], flags);
  return ts.setTextRange(ts.factory.createVariableStatement([], list), declaration.parent.parent);
}

function orderedNode(node: ts.Node, print: (node: ts.Node) => string): ts.Node {
  const { factory } = ts;
  if (ts.isUnionTypeNode(node)) return factory.updateUnionTypeNode(node, factory.createNodeArray(sortedTypes(node.types, print)));
  if (ts.isTypeLiteralNode(node)) return factory.updateTypeLiteralNode(node, sortedMembers(node.members, print));
  if (ts.isInterfaceDeclaration(node))
    return factory.updateInterfaceDeclaration(
      node,
      node.modifiers,
      node.name,
      node.typeParameters,
      node.heritageClauses,
      sortedMembers(node.members, print),
    );
  if (ts.isClassDeclaration(node))
    return factory.updateClassDeclaration(
      node,
      node.modifiers,
      node.name,
      node.typeParameters,
      node.heritageClauses,
      sortedMembers(withoutPrivate(node.members), print),
    );
  if (ts.isEnumDeclaration(node))
    return factory.updateEnumDeclaration(node, node.modifiers, node.name, sortedMembers(node.members, print));
  return node;
}

function sortedTypes(types: readonly ts.TypeNode[], print: (node: ts.Node) => string): readonly ts.TypeNode[] {
  const rank = (text: string) => (text === "null" ? 1 : text === "undefined" ? 2 : 0);
  const texts = new Map(types.map((type) => [print(type), type]));
  return [...texts].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)).map(([, type]) => type);
}

function sortedMembers<T extends ts.Node & { readonly name?: ts.Node | undefined }>(
  members: readonly T[],
  print: (node: ts.Node) => string,
): ts.NodeArray<T> {
  const keys = new Map(members.map((member) => [member, member.name === undefined ? "" : print(member.name)]));
  const rank = (member: T) => memberRanks.find(([isKind]) => isKind(member))?.[1] ?? 3;
  const key = (member: T) => keys.get(member) ?? "";
  return ts.factory.createNodeArray(
    [...members].sort((a, b) => rank(a) - rank(b) || (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0)),
  );
}

/** Callers cannot name private members, but a class that has any is compatible with no object that only looks like it. */
function withoutPrivate(members: readonly ts.ClassElement[]): readonly ts.ClassElement[] {
  const isPrivate = (member: ts.ClassElement) =>
    !ts.isConstructorDeclaration(member) &&
    ((member.name !== undefined && ts.isPrivateIdentifier(member.name)) ||
      (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Private) !== 0);
  const seen = members.filter((member) => !isPrivate(member));
  if (seen.length === members.length) return members;
  const mark = ts.factory.createPropertyDeclaration(
    [],
    ts.factory.createPrivateIdentifier("#private"),
    undefined,
    undefined,
    undefined,
  );
  return [mark, ...seen];
}
