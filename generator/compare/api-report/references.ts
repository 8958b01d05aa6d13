import { type Collected, type CollectedItem, notExported, referredSymbol } from "./collect-declarations.js";
import type { DeclaredProgram } from "./declared-program.js";
import { targetOf } from "./module-exports.js";
import { ts } from "./typescript.js";

/** Gives references the names that the report has for what they refer to. */
export interface References {
  /** @param inner - The node after its children were renamed; the node itself says what it refers to. */
  readonly rename: (node: ts.Node, inner: ts.Node) => ts.Node;
}

/** The name by which a section refers to an entry point: `$batch.ListParams`. The section imports it by this name. */
export function aliasOf(entry: string): string {
  return `$${entry.replace(/^\.[/#]?/, "").replace(/[^A-Za-z0-9]+/g, "_")}`;
}

/** References from the declarations of an item. What its own entry point, `.` or no entry point has stands without an alias. */
export function createReferences(from: CollectedItem, { items, namespaces }: Collected, program: DeclaredProgram): References {
  const taken = new Set([...items.values()].filter(({ entry }) => entry === from.entry).map(({ name }) => name));
  const isBare = ({ entry, name }: CollectedItem) =>
    entry === from.entry || (!taken.has(name) && (entry === notExported || entry === "."));

  /** The report's name for what a name refers to; undefined where the package does not declare it. */
  function nameFor(name: ts.Node): ts.EntityName | undefined {
    const last = ts.isQualifiedName(name) ? name.right : ts.isPropertyAccessExpression(name) ? name.name : name;
    if (!ts.isIdentifier(last)) return undefined;
    const symbol = referredSymbol(last, program);
    const item = symbol && items.get(symbol);
    if (item !== undefined) return entityName(item);
    const left = ts.isQualifiedName(name) ? nameFor(name.left) : undefined;
    return left && ts.factory.createQualifiedName(left, last.text);
  }

  function entityName(item: CollectedItem): ts.EntityName {
    const name = ts.factory.createIdentifier(item.name);
    return isBare(item) ? name : ts.factory.createQualifiedName(ts.factory.createIdentifier(aliasOf(item.entry)), name);
  }

  /** `typeof operations`, where a whole module is meant. */
  function moduleFor(name: ts.Node): string | undefined {
    const found = program.checker.getSymbolAtLocation(name);
    return found && namespaces.get(targetOf(found, program.checker));
  }

  function importType(node: ts.ImportTypeNode, inner: ts.ImportTypeNode): ts.Node {
    const name = node.qualifier && nameFor(node.qualifier);
    if (name !== undefined)
      return node.isTypeOf
        ? ts.factory.createTypeQueryNode(name, inner.typeArguments)
        : ts.factory.createTypeReferenceNode(name, inner.typeArguments);
    const entry = ts.isLiteralTypeNode(node.argument) ? moduleFor(node.argument.literal) : undefined;
    return entry === undefined || !node.isTypeOf
      ? inner
      : ts.factory.createTypeQueryNode(ts.factory.createIdentifier(aliasOf(entry)));
  }

  return {
    rename(node, inner) {
      if (ts.isTypeReferenceNode(node) && ts.isTypeReferenceNode(inner)) {
        const name = nameFor(node.typeName);
        return name ? ts.factory.updateTypeReferenceNode(inner, name, inner.typeArguments) : inner;
      }
      if (ts.isExpressionWithTypeArguments(node) && ts.isExpressionWithTypeArguments(inner)) {
        const name = nameFor(node.expression);
        return name ? ts.factory.updateExpressionWithTypeArguments(inner, expressionOf(name), inner.typeArguments) : inner;
      }
      if (ts.isTypeQueryNode(node) && ts.isTypeQueryNode(inner)) {
        const entry = moduleFor(node.exprName);
        const name = nameFor(node.exprName) ?? (entry === undefined ? undefined : ts.factory.createIdentifier(aliasOf(entry)));
        return name ? ts.factory.updateTypeQueryNode(inner, name, inner.typeArguments) : inner;
      }
      if (ts.isComputedPropertyName(node) && ts.isComputedPropertyName(inner)) {
        const name = nameFor(node.expression);
        return name ? ts.factory.updateComputedPropertyName(inner, expressionOf(name)) : inner;
      }
      if (ts.isTypePredicateNode(node) || !ts.isImportTypeNode(node) || !ts.isImportTypeNode(inner)) return inner;
      return importType(node, inner);
    },
  };
}

function expressionOf(name: ts.EntityName): ts.Expression {
  return ts.isIdentifier(name) ? name : ts.factory.createPropertyAccessExpression(expressionOf(name.left), name.right.text);
}
