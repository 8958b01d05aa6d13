import type { Method, Operation } from "../../model/types/operation.js";
import { isActionSegment } from "./action-verbs.js";
import { literalTexts, pathText, pathSegments, withoutVersions } from "./path-segments.js";
import type { PathSegment } from "./path-segments.js";
import type { ResponseShape } from "./response-shape.js";

/** A path as it matters for names: without versions, and without the prefix that all paths share. */
export interface PathShape {
  /** With the shared prefix. */
  readonly unshortened: readonly PathSegment[];
  readonly segments: readonly PathSegment[];
  /** The literal segments at the start of all paths. */
  readonly sharedPrefix: readonly string[];
  readonly versions: readonly string[];
  /** Another path differs from this one in versions only. */
  readonly hasOtherVersions: boolean;
  /** Another path is this one and a parameter: `/pets` has items if there is `/pets/{id}`. */
  readonly hasItems: boolean;
  /** Another path is this one without its last segment. */
  readonly hasParent: boolean;
  /** What is known of all operations of the path without its last segment. */
  readonly parentMethods: ReadonlyMap<Method, ResponseShape>;
  /** What is known of all operations of the path. */
  readonly methods: ReadonlyMap<Method, ResponseShape>;
}

/**
 * The prefix that all paths share says nothing about any of them. It never has an action, nor the last word of the only path.
 *
 * @param responseShapes - The operations in the order of the description, each with the shape of its response.
 */
export function pathShapes(responseShapes: ReadonlyMap<Operation, ResponseShape>): ReadonlyMap<Operation, PathShape> {
  const all = new Map([...responseShapes.keys()].map((operation) => [operation, pathSegments(operation.path)]));
  const parts = new Map([...all].map(([operation, path]) => [operation, withoutVersions(path)]));
  const unversioned = new Map([...parts].map(([operation, { segments }]) => [operation, segments]));
  const paths = [...unversioned.values()];
  const length = sharedLength(paths);
  const texts = new Set(paths.map(pathText));
  const parents = new Set(paths.filter((path) => isItem(path)).map((path) => pathText(path.slice(0, -1))));
  const methods = methodsByPath(all, responseShapes);
  const spellings = spellingsByPath(all, unversioned);
  return new Map(
    [...all].map(([operation, path]) => {
      const segments = unversioned.get(operation) ?? [];
      const shape: PathShape = {
        unshortened: segments,
        segments: segments.slice(length),
        sharedPrefix: literalTexts(segments.slice(0, length)),
        versions: parts.get(operation)?.versions ?? [],
        hasOtherVersions: (spellings.get(pathText(segments))?.size ?? 0) > 1,
        hasItems: parents.has(pathText(segments)),
        hasParent: texts.has(pathText(segments.slice(0, -1))),
        parentMethods: methods.get(pathText(path.slice(0, -1))) ?? new Map(),
        methods: methods.get(pathText(path)) ?? new Map(),
      };
      return [operation, shape];
    }),
  );
}

type Paths = ReadonlyMap<Operation, readonly PathSegment[]>;

function methodsByPath(
  all: Paths,
  responseShapes: ReadonlyMap<Operation, ResponseShape>,
): ReadonlyMap<string, ReadonlyMap<Method, ResponseShape>> {
  const methods = new Map<string, Map<Method, ResponseShape>>();
  for (const [operation, path] of all) {
    const known = methods.get(pathText(path)) ?? new Map<Method, ResponseShape>();
    methods.set(pathText(path), known.set(operation.method, responseShapes.get(operation) ?? "unknown"));
  }
  return methods;
}

/** The paths with versions, by the path without them. */
function spellingsByPath(all: Paths, unversioned: Paths): ReadonlyMap<string, ReadonlySet<string>> {
  const spellings = new Map<string, Set<string>>();
  for (const [operation, path] of all) {
    const key = pathText(unversioned.get(operation) ?? []);
    spellings.set(key, (spellings.get(key) ?? new Set()).add(pathText(path)));
  }
  return spellings;
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
