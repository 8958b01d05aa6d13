import type { Schema } from "../../model/types/schema.js";
import type { Direction } from "../rules/change-rule.js";
import type { Change } from "../rules/change.js";
import { compareDocs } from "./compare-docs.js";
import { compareViews } from "./compare-views.js";
import { expand } from "./expand.js";
import { changesOf, type PartComparer, createPair, type TypePair } from "./pair-graph.js";
import { emptyView, isTypeRef, type ObjectView, type TypeRef, type TypeView } from "./type-view.js";

/** Names the models of the old package, in which callers think. */
export type NameModel = (key: string, direction: Direction) => string;

/** Compares types and remembers each pair, so that recursive types end and a shared model is reported once. */
export interface TypeComparer {
  /** Compares the parameters or the answer of an operation. */
  compareRoot(operation: string, old: TypeRef | TypeView, now: TypeRef | TypeView, direction: Direction, subject?: string): void;
  changes(): readonly Change[];
}

/** Whether code for an object would break on another one. An object belongs to one direction. */
type KnownBreaks = Map<ObjectView, Map<ObjectView, boolean>>;

export function createTypeComparer(nameModel: NameModel, knownBreaks: KnownBreaks = new Map()): TypeComparer {
  const pairs = new Set<TypePair>();
  const known = new Map<object, Map<object, TypePair>>();

  function add(pair: TypePair): TypePair {
    pairs.add(pair);
    return pair;
  }

  /** The pair of two types, which is compared the first time that it is asked for. */
  function pairOf(
    old: TypeRef | TypeView,
    now: TypeRef | TypeView,
    direction: Direction,
    subject: string,
    isRoot: boolean,
  ): TypePair {
    if (!isTypeRef(old) || !isTypeRef(now)) {
      const pair = add(createPair(direction, subject, isRoot));
      compareViews(viewOf(old), viewOf(now), pair, partsOf(pair));
      return pair;
    }
    const pairsOfOld = keyed(known, identityOf(old), () => new Map<object, TypePair>());
    const before = isRoot ? undefined : pairsOfOld.get(identityOf(now));
    if (before !== undefined) return before;
    const pair = add(createPair(direction, subject, isRoot));
    if (!isRoot) pairsOfOld.set(identityOf(now), pair);
    compareRefs(old, now, pair);
    return pair;
  }

  function compareRefs(old: TypeRef, now: TypeRef, pair: TypePair): void {
    compareDocs(old, now, pair);
    if (isOtherModel(old, now))
      pair.differences.push({ rule: "documentation-changed", old: old.schema.place, new: now.schema.place });
    const targets = [targetOf(old), targetOf(now)] as const;
    if (old.schema.kind === "reference" && targets[0] !== undefined && targets[1] !== undefined) {
      pairOf(targets[0], targets[1], pair.direction, nameModel(old.schema.target, pair.direction), false).parents.set(
        pair,
        "target",
      );
    } else compareViews(expand(old), expand(now), pair, partsOf(pair), { old: old.schema.place, new: now.schema.place });
  }

  function partsOf(pair: TypePair): PartComparer {
    return {
      compare: (old, now, suffix) => {
        pairOf(old, now, pair.direction, pair.subject + suffix, false).parents.set(pair, "part");
      },
      breaks: (old, now) => breaks(old, now, pair.direction),
    };
  }

  /** Compares two objects on trial. */
  function breaks(old: ObjectView, now: ObjectView, direction: Direction): boolean {
    if (!mayFit(old, now, direction)) return true;
    const ofOld = keyed(knownBreaks, old, () => new Map<ObjectView, boolean>());
    const known = ofOld.get(now);
    if (known !== undefined) return known;
    // A recursive type fits itself unless something else in it does not.
    ofOld.set(now, false);
    const trial = createTypeComparer(nameModel, knownBreaks);
    trial.compareRoot("", { ...emptyView, objects: [old] }, { ...emptyView, objects: [now] }, direction);
    const found = trial.changes().some(({ verdict }) => verdict === "breaking");
    ofOld.set(now, found);
    return found;
  }

  return {
    compareRoot: (operation, old, now, direction, subject = operation) => {
      pairOf(old, now, direction, subject, true).operations.add(operation);
    },
    changes: () => changesOf(pairs),
  };
}

/** A quick look at the names: most variants of a union have little in common. */
function mayFit(old: ObjectView, now: ObjectView, direction: Direction): boolean {
  const isMissing = (name: string) => !now.properties.has(name) && (direction === "received" || now.others === undefined);
  if ([...old.properties.keys()].some(isMissing)) return false;
  return (
    direction === "received" || [...now.properties.values()].every(({ name, required }) => !required || old.properties.has(name))
  );
}

function viewOf(type: TypeRef | TypeView): TypeView {
  return isTypeRef(type) ? expand(type) : type;
}

/** Whether a reference names another model than before, although that one is still there: it is not just called differently. */
function isOtherModel({ schema: old }: TypeRef, { schema: now, side }: TypeRef): boolean {
  return old.kind === "reference" && now.kind === "reference" && old.target !== now.target && side.schemas.has(old.target);
}

function targetOf({ schema, side }: TypeRef): TypeRef | undefined {
  const target = schema.kind === "reference" ? side.schemas.get(schema.target) : undefined;
  return target && { schema: target.schema, side };
}

const identities = new WeakMap<object, WeakMap<Schema, object>>();

/** One object for a schema on a side. */
function identityOf({ schema, side }: TypeRef): object {
  const ofSide = identities.get(side) ?? new WeakMap<Schema, object>();
  identities.set(side, ofSide);
  const identity = ofSide.get(schema) ?? {};
  ofSide.set(schema, identity);
  return identity;
}

function keyed<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const value = map.get(key) ?? create();
  map.set(key, value);
  return value;
}
