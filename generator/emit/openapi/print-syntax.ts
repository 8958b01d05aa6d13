import { commentsBefore } from "./syntax-comments.js";
import { quoted } from "./syntax-literals.js";
import { type Keyword, type KeywordKind, keywords, type SyntaxNode } from "./syntax-nodes.js";

type NodeOf<Kind> = Extract<SyntaxNode, { readonly kind: Kind }>;

type Printer<Node> = (node: Node, indent: number) => string;

const printKeyword: Printer<Keyword> = ({ kind }) => keywords[kind];

/** How each kind of node is printed. `indent` is the depth of the line on which it begins. */
// prettier-ignore -- One line for each kind.
const printers: { readonly [Kind in Exclude<SyntaxNode["kind"], KeywordKind>]: Printer<NodeOf<Kind>> } = {
  ArrayType: ({ elementType }, indent) => `${print(elementType, indent)}[]`,
  Identifier: ({ text }) => text,
  IndexedAccessType: ({ objectType, indexType }, indent) => `${print(objectType, indent)}[${print(indexType, indent)}]`,
  IndexSignature: ({ modifiers, parameters, type }, indent) =>
    `${words(modifiers)}[${list(parameters, ", ", indent)}]: ${print(type, indent)};`,
  InterfaceDeclaration: ({ modifiers, name, members }, indent) =>
    `${words(modifiers)}interface ${name.text} {\n${lines(members, "", indent)}}`,
  IntersectionType: ({ types }, indent) => list(types, " & ", indent),
  LiteralType: ({ literal }, indent) => print(literal, indent),
  NumericLiteral: ({ text }) => text,
  Parameter: ({ name, type }, indent) => `${name.text}: ${print(type, indent)}`,
  ParenthesizedType: ({ type }, indent) => `(${print(type, indent)})`,
  ParsedDeclaration: ({ printed }) => printed,
  PrefixUnaryExpression: ({ operator, operand }, indent) => `${keywords[operator]}${print(operand, indent)}`,
  PropertySignature: ({ modifiers, name, questionToken, type }, indent) =>
    `${words(modifiers)}${print(name, indent)}${questionToken === undefined ? "" : "?"}: ${print(type, indent)};`,
  StringLiteral: ({ text }) => quoted(text),
  TupleType: ({ elements }, indent) => `[\n${lines(elements, ",", indent)}${margin(indent)}]`,
  TypeAliasDeclaration: ({ modifiers, name, type }, indent) => `${words(modifiers)}type ${name.text} = ${print(type, indent)};`,
  TypeLiteral: ({ members }, indent) => (members.length === 0 ? "{}" : `{\n${lines(members, "", indent)}${margin(indent)}}`),
  TypeReference: ({ typeName, typeArguments }, indent) =>
    `${typeName.text}${typeArguments.length === 0 ? "" : `<${list(typeArguments, ", ", indent)}>`}`,
  UnionType: ({ types }, indent) => list(types, " | ", indent),
};

/** Prints declarations as TypeScript's printer does. */
export function printDeclarations(declarations: readonly SyntaxNode[]): string {
  return declarations.map((declaration) => `${print(declaration, 0)}\n`).join("");
}

function print(node: SyntaxNode, indent: number): string {
  // Each printer takes the nodes of its own key.
  const printer = (node.kind in keywords ? printKeyword : printers[node.kind as keyof typeof printers]) as Printer<SyntaxNode>;
  return printer(node, indent);
}

function list(nodes: readonly SyntaxNode[], separator: string, indent: number): string {
  return nodes.map((node) => print(node, indent)).join(separator);
}

/** One line for each node, one step further in, with its comments before it. */
function lines(nodes: readonly SyntaxNode[], separator: string, indent: number): string {
  const last = nodes.length - 1;
  return nodes
    .map((node, index) => {
      const text = `${margin(indent + 1)}${print(node, indent + 1)}${index < last ? separator : ""}\n`;
      return `${commentsBefore(node, margin(indent + 1))}${text}`;
    })
    .join("");
}

function words(modifiers: readonly Keyword[]): string {
  return modifiers.map(({ kind }) => `${keywords[kind]} `).join("");
}

function margin(indent: number): string {
  return "    ".repeat(indent);
}
