import { printDeclarations } from "./print-syntax.js";
import { addComment } from "./syntax-comments.js";
import { factory } from "./syntax-factory.js";
import { keywords, type ParsedDeclaration, type SyntaxNode } from "./syntax-nodes.js";

/**
 * What openapi-typescript calls of TypeScript, with the options of `openapi-types.ts`. The build gives it to openapi-typescript in place of the
 * compiler, which takes a second to load; openapi-typescript has no further releases, so that nothing else will be called.
 */
export default {
  factory,
  addSyntheticLeadingComment: <Node extends SyntaxNode>(node: Node, _kind: unknown, text: string) => addComment(node, text),
  createPrinter: () => ({ printFile }),
  createSourceFile: (_name: string, text: string): SourceFile => ({ statements: text === "" ? [] : [parse(text)] }),
  isArrayTypeNode: ({ kind }: SyntaxNode) => kind === "ArrayType",
  isInterfaceDeclaration: ({ kind }: SyntaxNode) => kind === "InterfaceDeclaration",
  isTupleTypeNode: ({ kind }: SyntaxNode) => kind === "TupleType",
  isTypeAliasDeclaration: ({ kind }: SyntaxNode) => kind === "TypeAliasDeclaration" || kind === "ParsedDeclaration",
  isTypeNode: ({ kind }: SyntaxNode) => kind.endsWith("Type") || typeNodes.has(kind),
  /** The kinds are their own names. openapi-typescript looks up both, a kind by its name and a name by its kind. */
  SyntaxKind: Object.fromEntries([...Object.keys(keywords), "MultiLineCommentTrivia"].map((name) => [name, name])),
  NewLineKind: { LineFeed: "\n" },
  NodeFlags: {},
  ScriptKind: {},
  ScriptTarget: {},
};

interface SourceFile {
  statements: readonly SyntaxNode[];
}

const typeNodes: ReadonlySet<string> = new Set([
  "BooleanKeyword",
  "NeverKeyword",
  "NumberKeyword",
  "StringKeyword",
  "TypeLiteral",
  "TypeReference",
  "UndefinedKeyword",
  "UnknownKeyword",
]);

function printFile({ statements }: SourceFile): string {
  return printDeclarations(statements);
}

/** The one declaration that openapi-typescript gives as text. */
function parse(text: string): ParsedDeclaration {
  if (text !== "type WithRequired<T, K extends keyof T> = T & { [P in K]-?: T[P] };") throw new TypeError(`Cannot parse ${text}`);
  return {
    kind: "ParsedDeclaration",
    name: factory.createIdentifier("WithRequired"),
    printed: "type WithRequired<T, K extends keyof T> = T & {\n    [P in K]-?: T[P];\n};",
  };
}
