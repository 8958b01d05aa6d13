import type { ReportItem } from "../api-report/read-report.js";
import { ts } from "../api-report/typescript.js";
import { canonical } from "./canonical-type.js";
import { argumentsOf, itemScope, lookUp, type Scope, type TypeAt, withArguments } from "./scope.js";

/** A signature, and what the names in it mean. */
export interface SignatureAt {
  readonly signature: ts.SignatureDeclaration;
  readonly scope: Scope;
}

/** A member of an object, with all its overloads. */
export interface MemberView {
  readonly name: string;
  readonly isOptional: boolean;
  readonly isReadonly: boolean;
  readonly isDeprecated: boolean;
  /** `static`, `protected`, `abstract` and the like. */
  readonly modifiers: string;
  /** How it is called, if it is a method or a function. */
  readonly signatures: readonly SignatureAt[];
  /** The type of a property. */
  readonly type?: TypeAt;
}

/** What an object has. */
export interface ObjectView {
  readonly members: ReadonlyMap<string, MemberView>;
  /** What it extends that the package does not declare. */
  readonly bases: ReadonlySet<string>;
}

type ObjectDeclaration = ts.InterfaceDeclaration | ts.ClassDeclaration;

export function isObjectDeclaration(node: ts.Node): node is ObjectDeclaration {
  return ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node);
}

/** The members of a type: of an object that is written out, or of an interface or a class; undefined for any other type. */
export function objectOf({ type, scope }: TypeAt): ObjectView | undefined {
  if (ts.isParenthesizedTypeNode(type)) return objectOf({ type: type.type, scope });
  if (ts.isTypeLiteralNode(type)) return { members: membersIn(type.members, scope), bases: new Set() };
  if (!ts.isTypeReferenceNode(type)) return undefined;
  const named = lookUp(type.typeName, scope);
  if (named === undefined || "bound" in named || named.rest !== "") return undefined;
  const declarations = named.item.declarations.filter(isObjectDeclaration);
  return declarations.length === 0 ? undefined : instanceOf(named.item, argumentsOf(type, scope), scope);
}

/** The members of an interface or a class with type arguments, those that it inherits included. */
function instanceOf(item: ReportItem, given: readonly TypeAt[], from: Scope): ObjectView {
  const declarations = item.declarations.filter(isObjectDeclaration);
  const views = declarations.map((declaration) => {
    const own = { ...itemScope(item, from.side), level: from.level };
    return flattened(declaration, withArguments(declaration.typeParameters, given, own));
  });
  return merged(views);
}

/** A declaration with all that it inherits. */
export function flattened(declaration: ObjectDeclaration, scope: Scope): ObjectView {
  const inherited = heritageOf(declaration).map((base): ObjectView => {
    const named = lookUp(base.expression, scope);
    return named === undefined || "bound" in named
      ? { members: new Map(), bases: new Set([canonical(base, scope)]) }
      : instanceOf(named.item, argumentsOf(base, scope), scope);
  });
  return merged([...inherited, { members: ownMembers(declaration, scope), bases: new Set() }]);
}

/** What a declaration extends. What a class implements is no type of its own. */
export function heritageOf({ heritageClauses }: ObjectDeclaration): readonly ts.ExpressionWithTypeArguments[] {
  return [...(heritageClauses ?? [])]
    .filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
    .flatMap(({ types }) => [...types]);
}

export function ownMembers({ members }: ObjectDeclaration, scope: Scope): ReadonlyMap<string, MemberView> {
  return membersIn([...members], scope);
}

function merged(views: readonly ObjectView[]): ObjectView {
  return {
    members: new Map(views.flatMap(({ members }) => [...members])),
    bases: new Set(views.flatMap(({ bases }) => [...bases])),
  };
}

function membersIn(nodes: readonly (ts.TypeElement | ts.ClassElement)[], scope: Scope): ReadonlyMap<string, MemberView> {
  const found = new Map<string, MemberView>();
  for (const node of nodes) {
    const view = memberOf(node, scope);
    const key = `${view.modifiers.includes("static") ? "static " : ""}${view.name}`;
    const before = found.get(key);
    found.set(key, before === undefined ? view : joined(before, view));
  }
  return found;
}

/** Overloads, and a property with both a getter and a setter. */
function joined(before: MemberView, view: MemberView): MemberView {
  return {
    ...before,
    isReadonly: before.isReadonly && view.isReadonly,
    isDeprecated: before.isDeprecated && view.isDeprecated,
    signatures: [...before.signatures, ...view.signatures],
  };
}

function memberOf(node: ts.TypeElement | ts.ClassElement, scope: Scope): MemberView {
  const flags = ts.getCombinedModifierFlags(node);
  const type = typeOfMember(node);
  const called =
    ts.isFunctionLike(node) && !ts.isAccessor(node) && !ts.isIndexSignatureDeclaration(node) ? node : functionType(type);
  return {
    name: memberName(node, scope),
    isOptional: "questionToken" in node && node.questionToken !== undefined,
    isReadonly: (flags & ts.ModifierFlags.Readonly) !== 0 || ts.isGetAccessor(node),
    isDeprecated: isDeprecated(node),
    modifiers: modifiersOf(node),
    signatures: called === undefined ? [] : [{ signature: called, scope }],
    ...(type !== undefined && { type: { type, scope } }),
  };
}

export function isDeprecated(node: ts.Node): boolean {
  return ts.getJSDocDeprecatedTag(node) !== undefined;
}

function functionType(type: ts.TypeNode | undefined): ts.FunctionTypeNode | undefined {
  if (type !== undefined && ts.isParenthesizedTypeNode(type)) return functionType(type.type);
  return type !== undefined && ts.isFunctionTypeNode(type) ? type : undefined;
}

function typeOfMember(node: ts.TypeElement | ts.ClassElement): ts.TypeNode | undefined {
  if (ts.isPropertySignature(node) || ts.isPropertyDeclaration(node) || ts.isGetAccessor(node)) return node.type;
  if (ts.isIndexSignatureDeclaration(node)) return node.type;
  return ts.isSetAccessor(node) ? node.parameters[0]?.type : undefined;
}

function memberName(node: ts.TypeElement | ts.ClassElement, scope: Scope): string {
  if (ts.isConstructorDeclaration(node) || ts.isConstructSignatureDeclaration(node)) return "new";
  if (ts.isIndexSignatureDeclaration(node))
    return `[${node.parameters.map(({ type }) => (type ? canonical(type, scope) : "")).join()}]`;
  if (node.name === undefined) return "()";
  return ts.isIdentifier(node.name) || ts.isStringLiteral(node.name) || ts.isNumericLiteral(node.name)
    ? node.name.text
    : canonical(node.name, scope);
}

function modifiersOf(node: ts.Node): string {
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  const counted = modifiers.filter(({ kind }) => kind !== ts.SyntaxKind.ReadonlyKeyword && kind !== ts.SyntaxKind.PublicKeyword);
  return counted.map((modifier) => modifier.getText()).join(" ");
}
