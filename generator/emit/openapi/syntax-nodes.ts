/**
 * The syntax nodes that openapi-typescript creates with the options of `openapi-types.ts`. Each has the `kind` and the properties that
 * openapi-typescript reads from TypeScript's node of that name.
 */
export type SyntaxNode =
  | Keyword
  | Identifier
  | TextNode<"StringLiteral">
  | TextNode<"NumericLiteral">
  | PrefixUnaryExpression
  | TypeNode
  | PropertySignature
  | IndexSignature
  | Parameter
  | InterfaceDeclaration
  | TypeAliasDeclaration
  | ParsedDeclaration;

/** The texts of keywords and tokens. */
export const keywords = {
  BooleanKeyword: "boolean",
  ExportKeyword: "export",
  FalseKeyword: "false",
  MinusToken: "-",
  NeverKeyword: "never",
  NullKeyword: "null",
  NumberKeyword: "number",
  QuestionToken: "?",
  ReadonlyKeyword: "readonly",
  StringKeyword: "string",
  TrueKeyword: "true",
  UndefinedKeyword: "undefined",
  UnknownKeyword: "unknown",
} as const;

export type KeywordKind = keyof typeof keywords;

export interface Keyword {
  readonly kind: KeywordKind;
}

interface TextNode<Kind extends string> {
  readonly kind: Kind;
  readonly text: string;
}

/** Its text is printed as it is: openapi-typescript uses identifiers for string literals that it has escaped itself. */
export interface Identifier extends TextNode<"Identifier"> {
  readonly escapedText: string;
}

interface PrefixUnaryExpression {
  readonly kind: "PrefixUnaryExpression";
  readonly operator: KeywordKind;
  readonly operand: SyntaxNode;
}

export type TypeNode =
  | { readonly kind: "ArrayType"; readonly elementType: SyntaxNode }
  | { readonly kind: "IndexedAccessType"; readonly objectType: SyntaxNode; readonly indexType: SyntaxNode }
  | { readonly kind: "LiteralType"; readonly literal: SyntaxNode }
  | { readonly kind: "ParenthesizedType"; readonly type: SyntaxNode }
  | { readonly kind: "TupleType"; readonly elements: readonly SyntaxNode[] }
  | { readonly kind: "TypeLiteral"; readonly members: readonly SyntaxNode[] }
  | { readonly kind: "TypeReference"; readonly typeName: Identifier; readonly typeArguments: readonly SyntaxNode[] }
  | { readonly kind: "UnionType" | "IntersectionType"; readonly types: readonly SyntaxNode[] };

export interface PropertySignature {
  readonly kind: "PropertySignature";
  readonly modifiers: readonly Keyword[];
  readonly name: SyntaxNode;
  readonly questionToken: Keyword | undefined;
  readonly type: SyntaxNode;
}

interface IndexSignature {
  readonly kind: "IndexSignature";
  readonly modifiers: readonly Keyword[];
  readonly parameters: readonly SyntaxNode[];
  readonly type: SyntaxNode;
}

interface Parameter {
  readonly kind: "Parameter";
  readonly name: Identifier;
  readonly type: SyntaxNode;
}

export interface InterfaceDeclaration {
  readonly kind: "InterfaceDeclaration";
  readonly modifiers: readonly Keyword[];
  readonly name: Identifier;
  /** openapi-typescript adds members to an interface that it has created. */
  members: readonly SyntaxNode[];
}

interface TypeAliasDeclaration {
  readonly kind: "TypeAliasDeclaration";
  readonly modifiers: readonly Keyword[];
  readonly name: Identifier;
  readonly type: SyntaxNode;
}

/** A type alias that openapi-typescript gives as text, and how TypeScript prints it. */
export interface ParsedDeclaration {
  readonly kind: "ParsedDeclaration";
  readonly name: Identifier;
  readonly printed: string;
}
