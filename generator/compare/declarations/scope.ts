import { notExported } from "../api-report/collect-declarations.js";
import { type ApiReport, itemId, type ReportItem } from "../api-report/read-report.js";
import type { ts } from "../api-report/typescript.js";

/** A type, and what the names in it mean. */
export interface TypeAt {
  readonly type: ts.TypeNode;
  readonly scope: Scope;
}

/** What names mean at some place of a report. */
export interface Scope {
  readonly side: Side;
  readonly entry: string;
  /** Type parameters: a mark by position, since their names make no difference, or the type that is given for one. */
  readonly bound: ReadonlyMap<string, string | TypeAt>;
  /** How many lists of type parameters surround the place. */
  readonly level: number;
}

/** One of the two reports, in which the ids of declarations are those of the new one. */
export interface Side {
  readonly report: ApiReport;
  readonly idNow: (id: string) => string;
}

/** What a name leads to. */
export type Named = { readonly bound: string | TypeAt } | { readonly item: ReportItem; readonly rest: string } | undefined;

/** What a name of a type means: a type parameter or a declaration; undefined for what the package does not declare. */
export function lookUp(name: ts.EntityName | ts.Expression, scope: Scope): Named {
  const parts = name.getText().replace(/\s+/g, "").split(".");
  const [first = "", ...rest] = parts;
  const bound = rest.length === 0 ? scope.bound.get(first) : undefined;
  if (bound !== undefined) return { bound };
  const { report } = scope.side;
  const other = report.aliases.get(scope.entry)?.get(first);
  const [declared = "", ...members] = other === undefined ? parts : rest;
  const entries = other === undefined ? [scope.entry, ".", notExported] : [other];
  for (const entry of entries) {
    const item = report.items.get(itemId(entry, declared));
    if (item !== undefined) return { item, rest: members.map((member) => `.${member}`).join("") };
  }
  return undefined;
}

/** The scope of a declaration, without its type parameters. */
export function itemScope({ entry }: ReportItem, side: Side): Scope {
  return { side, entry, bound: new Map(), level: 0 };
}

type TypeParameters = readonly ts.TypeParameterDeclaration[] | undefined;

/** The scope within a declaration: its type parameters by their positions. */
export function withMarks(parameters: TypeParameters, scope: Scope): Scope {
  if (parameters === undefined || parameters.length === 0) return scope;
  const marks = parameters.map(({ name }, index) => [name.text, `<${scope.level}.${index}>`] as const);
  return { ...scope, level: scope.level + 1, bound: new Map([...scope.bound, ...marks]) };
}

/** The scope within a declaration that is used with type arguments. Those that are not given are the defaults. */
export function withArguments(parameters: TypeParameters, given: readonly TypeAt[], scope: Scope): Scope {
  return (parameters ?? []).reduce<Scope>((inner, parameter, index) => {
    const argument = given[index] ?? (parameter.default && { type: parameter.default, scope: inner });
    return { ...inner, bound: new Map([...inner.bound, [parameter.name.text, argument ?? "unknown"]]) };
  }, scope);
}

/** The type arguments of a reference. */
export function argumentsOf({ typeArguments }: ts.NodeWithTypeArguments, scope: Scope): readonly TypeAt[] {
  return (typeArguments ?? []).map((type) => ({ type, scope }));
}
