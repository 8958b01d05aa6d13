import type { Operation } from "../../model/types/operation.js";
import { isActionSegment } from "./action-verbs.js";
import { isVersionSegment, literalTexts, pathText, pathSegments } from "./path-segments.js";
import type { PathSegment } from "./path-segments.js";

/** A path as it matters for names: without versions, and without the prefix that all paths share. */
export interface PathShape {
  /** With the shared prefix. */
  readonly unshortened: readonly PathSegment[];
  readonly segments: readonly PathSegment[];
  /** The literal segments at the start of all paths. */
  readonly sharedPrefix: readonly string[];
  readonly versions: readonly string[];
  /** Another path is this one and a parameter: `/pets` has items if there is `/pets/{id}`. */
  readonly hasItems: boolean;
}

/** The prefix that all paths share says nothing about any of them. It never has an action, nor the last word of the only path. */
export function pathShapes(operations: readonly Operation[]): ReadonlyMap<Operation, PathShape> {
  const all = new Map(operations.map((operation) => [operation, pathSegments(operation.path)]));
  const paths = [...all.values()].map((segments) => segments.filter((segment) => !isVersionSegment(segment)));
  const length = sharedLength(paths);
  const parents = new Set(paths.filter((path) => isItem(path)).map((path) => pathText(path.slice(0, -1))));
  return new Map(
    [...all].map(([operation, path]) => {
      const segments = path.filter((segment) => !isVersionSegment(segment));
      const versions = literalTexts(path.filter(isVersionSegment));
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
