import type { PathTemplate } from "../../model/types/operation.js";

/** A segment of a path, for naming: its literal text without its parameters, or its parameter. */
export type PathSegment = { readonly literal: string } | { readonly parameter: string };

/** `v3`, `v1.1beta2`, `2026-03`, `2026-09-beta`. */
const version = /^(?:v\d+(?:[._]\d+)*(?:(?:alpha|beta|rc)\d*)?|\d{4}-\d{2}(?:-\d{2})?(?:-[a-z]+)?|\d+\.\d+(?:\.\d+)?)$/i;

export function isVersionSegment(segment: PathSegment): boolean {
  return "literal" in segment && version.test(segment.literal);
}

/** `/api/v2`, `/rest/api/3`: what says only that there is an API, and its version. A number alone is a version only here. */
const versionedStart = /^(?:\/(?:api|rest))+\/(?:v?\d+(?:[._]\d+)*)(?=\/|$)/i;

/** The path without versions and without `api` before one, and the versions. */
export function withoutVersions(path: readonly PathSegment[]): {
  readonly segments: readonly PathSegment[];
  readonly versions: readonly string[];
} {
  const start = versionedStart.exec(pathText(path))?.[0].split("/").slice(1) ?? [];
  const rest = path.slice(start.length);
  return {
    segments: rest.filter((segment) => !isVersionSegment(segment)),
    versions: [...start.slice(-1), ...literalTexts(rest.filter(isVersionSegment))],
  };
}

/**
 * The segments of a path template. A colon separates segments like a slash (`{name}:cancel`), and everything after `?` or `#` is ignored.
 * Of a segment with words and parameters (`report.{ext}`), only the words count.
 */
export function pathSegments(path: PathTemplate): readonly PathSegment[] {
  const groups: PathSegment[][] = [[]];
  for (const part of path.segments) {
    if (typeof part !== "string") {
      groups.at(-1)?.push(part);
      continue;
    }
    const [first = "", ...others] = (part.split(/[?#]/)[0] ?? "").split(/[/:]/);
    groups.at(-1)?.push({ literal: first });
    for (const literal of others) groups.push([{ literal }]);
    if (/[?#]/.test(part)) break;
  }
  return groups.flatMap(wordsOrParameter);
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

/** The path as text, with `{}` for every parameter: paths that differ in parameter names only have the same text. */
export function pathText(path: readonly PathSegment[]): string {
  return path.map((segment) => ("literal" in segment ? `/${segment.literal}` : "/{}")).join("");
}

export function isSamePath(a: readonly PathSegment[], b: readonly PathSegment[]): boolean {
  return pathText(a) === pathText(b);
}
