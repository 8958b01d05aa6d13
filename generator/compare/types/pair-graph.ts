import type { NodePlace } from "../../load/tree/node.js";
import type { ObjectView, TypeRef, TypeView } from "./type-view.js";
import type { ChangeFacts, Direction } from "../rules/change-rule.js";
import { type Change, createChange } from "../rules/change.js";
import type { RuleId } from "../rules/rules.js";

/** A pair of types that were compared, with the differences that were found in it. */
export interface TypePair {
  readonly direction: Direction;
  /** The pair in the words of the package: `Pet.name`. */
  readonly subject: string;
  /** Whether it is the whole answer of an operation, or all its parameters. */
  readonly isRoot: boolean;
  readonly differences: Difference[];
  /** The pairs that it is a part of, and those that are references to it. */
  readonly parents: Map<TypePair, "part" | "target">;
  /** The operations that have it at the root. */
  readonly operations: Set<string>;
}

export interface Difference {
  readonly rule: RuleId;
  readonly facts?: ChangeFacts;
  /** Replaces the pair's own subject. */
  readonly subject?: string;
  readonly old?: NodePlace | undefined;
  readonly new?: NodePlace | undefined;
}

/** Where the compared types stand in their descriptions. */
export interface Places {
  readonly old?: NodePlace;
  readonly new?: NodePlace;
}

/** Compares what a pair consists of. */
export interface PartComparer {
  /** Compares a part of the pair: `.name`, `[]`. */
  readonly compare: (old: TypeRef | TypeView, now: TypeRef | TypeView, suffix: string) => void;
  /** Whether code for one object would break if it were another one. */
  readonly breaks: (old: ObjectView, now: ObjectView) => boolean;
}

export function createPair(direction: Direction, subject: string, isRoot = false): TypePair {
  return { direction, subject, isRoot, differences: [], parents: new Map(), operations: new Set() };
}

/** The changes of all pairs, each with the operations that reach it. */
export function changesOf(pairs: Iterable<TypePair>): readonly Change[] {
  return [...pairs].flatMap((pair) => {
    if (pair.differences.length === 0) return [];
    const operations = operationsOf(pair);
    const root = rootSubject(pair, operations);
    return pair.differences.map((difference) =>
      createChange({
        ...difference,
        subject: difference.subject ?? root ?? pair.subject,
        operations,
        isAnswer: root !== undefined,
      }),
    );
  });
}

/** The answer of one operation, and the parameters of one, are named by the operation. */
function rootSubject(pair: TypePair, operations: readonly string[]): string | undefined {
  const isRoot = pair.isRoot || [...pair.parents].some(([parent, relation]) => relation === "target" && parent.isRoot);
  return isRoot && operations.length === 1 ? operations[0] : undefined;
}

function operationsOf(pair: TypePair): readonly string[] {
  const found = new Set<string>();
  const visited = new Set<TypePair>([pair]);
  for (const next of visited) {
    for (const operation of next.operations) found.add(operation);
    for (const parent of next.parents.keys()) visited.add(parent);
  }
  return [...found].sort();
}
