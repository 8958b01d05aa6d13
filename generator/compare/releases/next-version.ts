import type { Bump } from "../rules/verdict.js";

/** Below 1.0, semver promises nothing; by convention the minor number counts as the major one there, and the patch number as the minor one. */
const below1: { readonly [B in Bump]: Bump } = { none: "none", patch: "patch", minor: "patch", major: "minor" };

/** The version after a change: `1.4.2` and a minor one give `1.5.0`. A pre-release becomes the release that it was for. */
export function nextVersion(version: string, bump: Bump): string {
  const [, major = "0", minor = "0", patch = "0", dash = ""] = /^(\d+)\.(\d+)\.(\d+)(-?)/.exec(version) ?? [];
  const numbers = [Number(major), Number(minor), Number(patch)] as const;
  if (bump === "none") return version;
  if (dash !== "") return numbers.join(".");
  return increase(numbers, numbers[0] === 0 ? below1[bump] : bump).join(".");
}

function increase([major, minor, patch]: readonly [number, number, number], bump: Bump): readonly number[] {
  if (bump === "major") return [major + 1, 0, 0];
  return bump === "minor" ? [major, minor + 1, 0] : [major, minor, patch + 1];
}
