import ts from "typescript";

/** How the comparison looks at types. */

interface Checking {
  readonly checker: ts.TypeChecker;
}

export interface PropertyView {
  readonly type: ts.Type;
  readonly optional: boolean;
  /** Whether several parts of an intersection have it. */
  readonly combined: boolean;
}

/** The alternatives of a type; one that is no union is its only one. */
export function membersOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

export function isList(type: ts.Type, { checker }: Checking): boolean {
  return checker.isArrayType(type) || checker.isTupleType(type);
}

export function itemOf(type: ts.Type, { checker }: Checking): ts.Type {
  return checker.getIndexTypeOfType(type, ts.IndexKind.Number) ?? checker.getUnknownType();
}

/** The properties by name. An optional one is what it is when it is there. */
export function propertiesOf(type: ts.Type, { checker }: Checking): ReadonlyMap<string, PropertyView> {
  return new Map(
    checker.getPropertiesOfType(type).map((symbol) => {
      const optional = (symbol.flags & ts.SymbolFlags.Optional) !== 0;
      const declared = checker.getTypeOfSymbol(symbol);
      const combined = (symbol.declarations?.length ?? 0) > 1;
      return [symbol.name, { type: optional ? withoutUndefined(declared, checker) : declared, optional, combined }];
    }),
  );
}

function withoutUndefined(type: ts.Type, checker: ts.TypeChecker): ts.Type {
  if (!type.isUnion() || !type.types.some(isUndefined)) return type;
  const null_ = type.types.some(({ flags }) => (flags & ts.TypeFlags.Null) !== 0);
  const present = checker.getNonNullableType(type);
  return null_ ? joined(type, checker) : present;
}

/** A union with null, without undefined: the checker has no public way to make it, but for asking of what is present. */
function joined(type: ts.UnionType, checker: ts.TypeChecker): ts.Type {
  const internal = checker as ts.TypeChecker & { getUnionType(types: readonly ts.Type[]): ts.Type };
  return internal.getUnionType(type.types.filter((member) => !isUndefined(member)));
}

function isUndefined({ flags }: ts.Type): boolean {
  return (flags & ts.TypeFlags.Undefined) !== 0;
}

export function unionOf(types: readonly ts.Type[], { checker }: Checking): ts.Type {
  const internal = checker as ts.TypeChecker & { getUnionType(types: readonly ts.Type[]): ts.Type };
  return internal.getUnionType(types);
}

export function show(type: ts.Type, { checker }: Checking): string {
  return checker.typeToString(type, undefined, ts.TypeFormatFlags.InTypeAlias).slice(0, 200);
}
