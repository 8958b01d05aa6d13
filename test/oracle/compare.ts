import ts from "typescript";
import { explain, type Context } from "./reasons.js";
import { isArrayLike, itemOf, membersOf, propertiesOf, show } from "./type-views.js";

/** A path at which the two types differ, and the reason if there is one. */
export interface Difference {
  readonly path: string;
  readonly reason: string | undefined;
  readonly ours: string;
  readonly theirs: string;
}

/** Compares two types recursively, and returns all differences. A pair that is reached again in a cycle has none. */
export function compare(ours: ts.Type, theirs: ts.Type, path: string, context: Context): readonly Difference[] {
  if (ours === theirs || context.namedPairs.get(ours) === theirs) return [];
  const pair = `${idOf(ours)} ${idOf(theirs)}`;
  const known = context.compared.get(pair);
  if (known !== undefined) return known;
  context.compared.set(pair, []);
  const found = differences(ours, theirs, path, context);
  context.compared.set(pair, found);
  return found;
}

/** The differences of a pair, which is not recorded as compared. */
export function differences(ours: ts.Type, theirs: ts.Type, path: string, context: Context): readonly Difference[] {
  if (ours === theirs) return [];
  const explained = explain({ same: true, path, ours, theirs }, context);
  if (explained !== undefined) {
    const rest = explained.rest.flatMap(([own, other]) => compare(own, other, path, context));
    return [difference(path, explained.reason, ours, theirs, context), ...rest];
  }
  if (ours.isUnion() || theirs.isUnion()) return compareUnions(ours, theirs, path, context);
  if (isArrayLike(ours, context) && isArrayLike(theirs, context)) return compareLists(ours, theirs, path, context);
  if (isObject(ours) && isObject(theirs)) return compareObjects(ours, theirs, path, context);
  return [difference(path, undefined, ours, theirs, context)];
}

function compareLists(ours: ts.Type, theirs: ts.Type, path: string, context: Context): readonly Difference[] {
  return compare(itemOf(ours, context), itemOf(theirs, context), `${path}[]`, context);
}

/** Matches the members of two unions: first identical ones, then those with the fewest differences. */
function compareUnions(ours: ts.Type, theirs: ts.Type, path: string, context: Context): readonly Difference[] {
  const left = membersOf(ours);
  const right = new Set(membersOf(theirs));
  const unmatched = left.filter((member) => !right.delete(member));
  const found = unmatched.flatMap((member) => {
    const fitting = [...right]
      .map((other) => ({ other, differs: compare(member, other, path, context) }))
      .sort((a, b) => weight(a.differs) - weight(b.differs))[0];
    if (fitting === undefined || weight(fitting.differs) >= worst) return [difference(path, undefined, member, theirs, context)];
    right.delete(fitting.other);
    return fitting.differs;
  });
  return [...found, ...[...right].map((other) => difference(path, undefined, ours, other, context))];
}

const worst = 1_000_000;

function weight(differs: readonly Difference[]): number {
  return differs.reduce((sum, { reason, path }) => sum + (reason === undefined ? 1000 : 1) + path.length / 1000, 0);
}

function compareObjects(ours: ts.Type, theirs: ts.Type, path: string, context: Context): readonly Difference[] {
  const left = propertiesOf(ours, context);
  const right = propertiesOf(theirs, context);
  const found: Difference[] = [];
  for (const [name, own] of left) {
    const other = right.get(name);
    const at = `${path}.${name}`;
    if (other === undefined) {
      const reason = explain({ path, extra: name, own: own.type, ours, theirs }, context)?.reason;
      found.push(difference(at, reason, own.type, theirs, context));
      continue;
    }
    if (own.optional !== other.optional) {
      const reason = explain({ path, optional: name, own: own.optional, ours, theirs }, context)?.reason;
      found.push({
        path: `${at}?`,
        reason,
        ours: own.optional ? "optional" : "required",
        theirs: other.optional ? "optional" : "required",
      });
    }
    const combined = own.combined ? explain({ path, combined: own.type, other: other.type, ours, theirs }, context) : undefined;
    if (combined === undefined) found.push(...compare(own.type, other.type, at, context));
    else found.push(difference(at, combined.reason, own.type, other.type, context));
  }
  for (const [name, other] of right) {
    if (left.has(name)) continue;
    const reason = explain({ path, missing: name, ours, theirs }, context)?.reason;
    found.push(difference(`${path}.${name}`, reason, ours, other.type, context));
  }
  return [...found, ...compareIndexes(ours, theirs, path, context)];
}

function compareIndexes(ours: ts.Type, theirs: ts.Type, path: string, context: Context): readonly Difference[] {
  const [own, other] = [ours, theirs].map((type) => context.checker.getIndexTypeOfType(type, ts.IndexKind.String));
  if (own === undefined && other === undefined) return [];
  if (own !== undefined && other !== undefined) {
    const at = `${path}{}`;
    const explained = explain({ path, index: own, others: other, ours, theirs }, context);
    if (explained === undefined) return compare(own, other, at, context);
    const rest = explained.rest.flatMap(([left, right]) => compare(left, right, at, context));
    return [difference(at, explained.reason, own, other, context), ...rest];
  }
  return [
    difference(`${path}{}`, explain({ path, index: own, others: other, ours, theirs }, context)?.reason, ours, theirs, context),
  ];
}

function isObject(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
}

function idOf(type: ts.Type): number {
  return (type as ts.Type & { readonly id: number }).id;
}

function difference(path: string, reason: string | undefined, ours: ts.Type, theirs: ts.Type, context: Context): Difference {
  return { path, reason, ours: show(ours, context), theirs: show(theirs, context) };
}
