import type { Operation } from "../../model/types/operation.js";
import { isActionSegment } from "./action-verbs.js";
import { isVersionSegment, literalTexts, pathText, pathSegments } from "./path-segments.js";
import type { PathSegment } from "./path-segments.js";

/** A path without its versions and without what all paths begin with. */
export interface PathShape {
  /** With what all paths begin with. */
  readonly unshortened: readonly PathSegment[];
  readonly segments: readonly PathSegment[];
  /** The literals that all paths begin with: what the whole API is about. */
  readonly sharedPrefix: readonly string[];
  readonly versions: readonly string[];
  /** Another path goes on with one parameter more: this one holds items. */
  readonly hasItems: boolean;
}

/** What all paths begin with says nothing about any of them. An action is never part of it, nor the last word of an API of one path. */
export function pathShapes(operations: readonly Operation[]): ReadonlyMap<Operation, PathShape> {
  const whole = new Map(operations.map((operation) => [operation, pathSegments(operation.path)]));
  const paths = [...whole.values()].map((segments) => segments.filter((segment) => !isVersionSegment(segment)));
  const length = sharedLength(paths);
  const parents = new Set(paths.filter((path) => isItem(path)).map((path) => pathText(path.slice(0, -1))));
  return new Map(
    [...whole].map(([operation, all]) => {
      const segments = all.filter((segment) => !isVersionSegment(segment));
      const versions = literalTexts(all.filter(isVersionSegment));
      const sharedPrefix = literalTexts(segments.slice(0, length));
      return [
        operation,
        {
          unshortened: segments,
          segments: segments.slice(length),
          sharedPrefix,
          versions,
          hasItems: parents.has(pathText(segments)),
        },
      ];
    }),
  );
}

function isItem(path: readonly PathSegment[]): boolean {
  const last = path.at(-1);
  return last !== undefined && "parameter" in last;
}

function sharedLength([first = [], ...others]: readonly (readonly PathSegment[])[]): number {
  const differs = first.findIndex(
    (segment, index) => isActionSegment(segment) || !others.every((path) => isSame(path[index], segment)),
  );
  if (differs >= 0) return differs;
  const longer = others.some((path) => path.length > first.length);
  return longer
    ? first.length
    : Math.max(
        0,
        first.findLastIndex((segment) => "literal" in segment),
      );
}

function isSame(a: PathSegment | undefined, b: PathSegment): boolean {
  if (a === undefined) return false;
  return "literal" in a ? "literal" in b && a.literal === b.literal : !("literal" in b);
}
