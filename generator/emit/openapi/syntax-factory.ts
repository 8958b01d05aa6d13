import type {
  Identifier,
  InterfaceDeclaration,
  Keyword,
  KeywordKind,
  PropertySignature,
  SyntaxNode,
  TypeNode,
} from "./syntax-nodes.js";

type Modifiers = readonly Keyword[] | undefined;

type Name = SyntaxNode | string;

/** Kinds of types that need parentheses in a union, in an intersection, and before `[]`. */
const parenthesized: ReadonlySet<string> = new Set(["IntersectionType", "UnionType"]);

/** The functions of TypeScript's `factory` that openapi-typescript calls, with the parameters that it gives. */
export const factory = {
  createArrayTypeNode: (elementType: SyntaxNode): TypeNode => ({ kind: "ArrayType", elementType: inParentheses(elementType) }),
  createFalse: () => keyword("FalseKeyword"),
  createIdentifier: identifier,
  createIndexSignature: (modifiers: Modifiers, parameters: readonly SyntaxNode[], type: SyntaxNode): SyntaxNode => ({
    kind: "IndexSignature",
    modifiers: modifiers ?? [],
    parameters,
    type,
  }),
  createIndexedAccessTypeNode: (objectType: SyntaxNode, indexType: SyntaxNode): TypeNode => ({
    kind: "IndexedAccessType",
    objectType: inParentheses(objectType),
    indexType,
  }),
  createInterfaceDeclaration: (
    modifiers: Modifiers,
    name: Name,
    _typeParameters: undefined,
    _heritageClauses: undefined,
    members: readonly SyntaxNode[],
  ): InterfaceDeclaration => ({ kind: "InterfaceDeclaration", modifiers: modifiers ?? [], name: asIdentifier(name), members }),
  createIntersectionTypeNode: (types: readonly SyntaxNode[]): TypeNode => ({
    kind: "IntersectionType",
    types: types.map(inParentheses),
  }),
  createKeywordTypeNode: keyword,
  createLiteralTypeNode: (literal: SyntaxNode): TypeNode => ({ kind: "LiteralType", literal }),
  createModifier: keyword,
  createNodeArray: (elements: readonly SyntaxNode[]) => elements,
  createNull: () => keyword("NullKeyword"),
  createNumericLiteral: (value: string | number): SyntaxNode => ({ kind: "NumericLiteral", text: String(value) }),
  createParameterDeclaration: (
    _modifiers: undefined,
    _dotDotDotToken: undefined,
    name: Name,
    _questionToken: undefined,
    type: SyntaxNode,
  ): SyntaxNode => ({ kind: "Parameter", name: asIdentifier(name), type }),
  createPrefixUnaryExpression: (operator: KeywordKind, operand: SyntaxNode): SyntaxNode => ({
    kind: "PrefixUnaryExpression",
    operator,
    operand,
  }),
  createPropertySignature: (
    modifiers: Modifiers,
    name: Name,
    questionToken: Keyword | undefined,
    type: SyntaxNode,
  ): PropertySignature => ({
    kind: "PropertySignature",
    modifiers: modifiers ?? [],
    name: asNode(name),
    questionToken,
    type,
  }),
  createStringLiteral: (text: string): SyntaxNode => ({ kind: "StringLiteral", text }),
  createToken: keyword,
  createTrue: () => keyword("TrueKeyword"),
  createTupleTypeNode: (elements: readonly SyntaxNode[]): TypeNode => ({ kind: "TupleType", elements }),
  createTypeAliasDeclaration: (modifiers: Modifiers, name: Name, _typeParameters: undefined, type: SyntaxNode): SyntaxNode => ({
    kind: "TypeAliasDeclaration",
    modifiers: modifiers ?? [],
    name: asIdentifier(name),
    type,
  }),
  createTypeLiteralNode: (members: readonly SyntaxNode[] = []): TypeNode => ({ kind: "TypeLiteral", members }),
  createTypeReferenceNode: (name: Name, typeArguments: readonly SyntaxNode[] = []): TypeNode => ({
    kind: "TypeReference",
    typeName: asIdentifier(name),
    typeArguments,
  }),
  createUnionTypeNode: (types: readonly SyntaxNode[]): TypeNode => ({ kind: "UnionType", types: types.map(inParentheses) }),
};

function keyword(kind: KeywordKind): Keyword {
  return { kind };
}

function identifier(text: string): Identifier {
  return { kind: "Identifier", text, escapedText: text };
}

function asNode(name: Name): SyntaxNode {
  return typeof name === "string" ? identifier(name) : name;
}

function asIdentifier(name: Name): Identifier {
  const node = asNode(name);
  if (node.kind !== "Identifier") throw new TypeError(`A ${node.kind} cannot be a name.`);
  return node;
}

function inParentheses(type: SyntaxNode): SyntaxNode {
  return parenthesized.has(type.kind) ? { kind: "ParenthesizedType", type } : type;
}
