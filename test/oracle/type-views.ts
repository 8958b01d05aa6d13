import ts from "typescript";

/* How the comparison reads types. */

interface WithChecker {
  readonly checker: ts.TypeChecker;
}

export interface PropertyView {
  readonly type: ts.Type;
  readonly optional: boolean;
  /** Whether several parts of an intersection have it. */
  readonly combined: boolean;
}

/** The members of a union; any other type is its only member. */
export function membersOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

export function isArrayLike(type: ts.Type, { checker }: WithChecker): boolean {
  return checker.isArrayType(type) || checker.isTupleType(type);
}

export function itemOf(type: ts.Type, { checker }: WithChecker): ts.Type {
  return checker.getIndexTypeOfType(type, ts.IndexKind.Number) ?? checker.getUnknownType();
}

/** The properties by name. The type of an optional property is that without `undefined`. */
export function propertiesOf(type: ts.Type, { checker }: WithChecker): ReadonlyMap<string, PropertyView> {
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
  return null_ ? withNullOnly(type, checker) : present;
}

/** A union without `undefined` but with `null`. The checker has no public method for it, only one that removes both. */
function withNullOnly(type: ts.UnionType, checker: ts.TypeChecker): ts.Type {
  const internal = checker as ts.TypeChecker & { getUnionType(types: readonly ts.Type[]): ts.Type };
  return internal.getUnionType(type.types.filter((member) => !isUndefined(member)));
}

function isUndefined({ flags }: ts.Type): boolean {
  return (flags & ts.TypeFlags.Undefined) !== 0;
}

export function unionOf(types: readonly ts.Type[], { checker }: WithChecker): ts.Type {
  const internal = checker as ts.TypeChecker & { getUnionType(types: readonly ts.Type[]): ts.Type };
  return internal.getUnionType(types);
}

export function show(type: ts.Type, { checker }: WithChecker): string {
  return checker.typeToString(type, undefined, ts.TypeFormatFlags.InTypeAlias).slice(0, 200);
}
