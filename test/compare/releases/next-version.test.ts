import { expect, test } from "vitest";
import { nextVersion } from "../../../generator/compare/releases/next-version.js";

test.each([
  ["1.2.3", "none", "1.2.3"],
  ["1.2.3", "patch", "1.2.4"],
  ["1.2.3", "minor", "1.3.0"],
  ["1.2.3", "major", "2.0.0"],
  ["0.2.3", "patch", "0.2.4"],
  ["0.2.3", "minor", "0.2.4"],
  ["0.2.3", "major", "0.3.0"],
  ["2.0.0-beta.9", "major", "2.0.0-beta.10"],
  ["2.0.0-beta", "patch", "2.0.0-beta.1"],
  ["1.2.3+build", "minor", "1.3.0"],
  ["1.2", "minor", undefined],
] as const)("after %s, a %s change: %s", (version, bump, next) => {
  expect(nextVersion(version, bump)).toBe(next);
});
