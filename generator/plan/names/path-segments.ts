import type { PathTemplate } from "../../model/types/operation.js";

/** A path as its names see it: one entry a segment, whatever punctuation a segment has. */
export type PathSegment = { readonly literal: string } | { readonly parameter: string };

/** `v3`, `v1.1beta2`, `2026-03`, `2026-09-beta`. */
const version = /^(?:v\d+(?:[._]\d+)*(?:(?:alpha|beta|rc)\d*)?|\d{4}-\d{2}(?:-\d{2})?(?:-[a-z]+)?|\d+\.\d+(?:\.\d+)?)$/i;

export function isVersionSegment(segment: PathSegment): boolean {
  return "literal" in segment && version.test(segment.literal);
}

/**
 * The segments of a path template. A colon separates as a slash does (`{name}:cancel`), what follows `?` or `#` names nothing, and a
 * segment that mixes words with parameters (`report.{ext}`) counts as its words.
 */
export function pathSegments(path: PathTemplate): readonly PathSegment[] {
  const pieces: PathSegment[][] = [[]];
  for (const part of path.segments) {
    if (typeof part !== "string") {
      pieces.at(-1)?.push(part);
      continue;
    }
    const [first = "", ...others] = (part.split(/[?#]/)[0] ?? "").split(/[/:]/);
    pieces.at(-1)?.push({ literal: first });
    for (const literal of others) pieces.push([{ literal }]);
    if (/[?#]/.test(part)) break;
  }
  return pieces.flatMap(wordsOrParameter);
}

function wordsOrParameter(piece: readonly PathSegment[]): readonly PathSegment[] {
  const literal = piece
    .map((part) => ("literal" in part ? part.literal : ""))
    .join(" ")
    .trim();
  if (/[^\s.,;()'"!*+&=_-]/.test(literal)) return [{ literal }];
  return piece.filter((part) => "parameter" in part).slice(0, 1);
}

export function literalTexts(segments: readonly PathSegment[]): readonly string[] {
  return segments.flatMap((segment) => ("literal" in segment ? [segment.literal] : []));
}

/** The same for two paths that differ in the names of their parameters only. */
export function pathText(path: readonly PathSegment[]): string {
  return path.map((segment) => ("literal" in segment ? `/${segment.literal}` : "/{}")).join("");
}

export function isSamePath(a: readonly PathSegment[], b: readonly PathSegment[]): boolean {
  return pathText(a) === pathText(b);
}
