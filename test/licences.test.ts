import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** Licences that allow running a dependency at build time and in tests. */
const allowed = new Set(
  "0BSD Apache-2.0 BlueOak-1.0.0 BSD-2-Clause BSD-3-Clause CC-BY-3.0 CC0-1.0 ISC MIT MPL-2.0 Python-2.0 Unlicense".split(" "),
);

/** Packages without a `license` field in their package.json. The LICENSE file of each is MIT. */
const withMitLicenceFile = ["compute-gcd", "compute-lcm"].concat(
  ["function", "integer", "integer-array", "number"].map((name) => `validate.io-${name}`),
);

interface Lock {
  readonly packages: { readonly [path: string]: { readonly license?: string; readonly version?: string } };
}

function isAllowed(expression = "none"): boolean {
  const alternatives = expression.replace(/[()]/g, "").split(" OR ");
  return alternatives.some((alternative) => alternative.split(" AND ").every((licence) => allowed.has(licence)));
}

test("every installed package has a licence that we may use", () => {
  const lock = JSON.parse(readFileSync(join(import.meta.dirname, "../package-lock.json"), "utf8")) as Lock;
  const packages = Object.entries(lock.packages).filter(([path]) => path !== "");
  expect(packages.length).toBeGreaterThan(50);
  const others = packages.filter(([, { license }]) => !isAllowed(license));
  expect(others.map(([path]) => path)).toEqual(withMitLicenceFile.map((name) => `node_modules/${name}`));
});
