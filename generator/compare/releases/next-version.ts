import type { Bump } from "../rules/verdict.js";

/** A version of semver, without build metadata, which no two releases may differ in. */
const semver = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

type Numbers = readonly [major: number, minor: number, patch: number];

const raised: { readonly [B in Bump]: (numbers: Numbers) => Numbers } = {
  none: (numbers) => numbers,
  patch: ([major, minor, patch]) => [major, minor, patch + 1],
  minor: ([major, minor]) => [major, minor + 1, 0],
  major: ([major]) => [major + 1, 0, 0],
};

/** Below 1.0 a range such as `^0.1.2` takes every `0.1.x` and no `0.2.0`. So what breaks raises the minor number, and all else the last one. */
const bumpBelowOne: { readonly [B in Bump]: Bump } = { none: "none", patch: "patch", minor: "patch", major: "minor" };

/** The version after a change; undefined if the present one is no version of semver. */
export function nextVersion(version: string, bump: Bump): string | undefined {
  const [, major, minor, patch, prerelease] = semver.exec(version) ?? [];
  if (major === undefined) return undefined;
  if (bump === "none") return version;
  if (prerelease !== undefined) return `${major}.${minor}.${patch}-${nextPrerelease(prerelease)}`;
  return raised[major === "0" ? bumpBelowOne[bump] : bump]([Number(major), Number(minor), Number(patch)]).join(".");
}

/** A version that is not released yet may change in any way: only its last number counts on. */
function nextPrerelease(identifiers: string): string {
  const [, start = "", last] = /^(.*\.)?(\d+)$/.exec(identifiers) ?? [];
  return last === undefined ? `${identifiers}.1` : `${start}${Number(last) + 1}`;
}
