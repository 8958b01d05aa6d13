import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildPackage } from "./build-package.js";

/** What `npm publish` would send of the generated package: all that its users need, and nothing else. */

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

describe("the tarball of the package", () => {
  let home: string;
  let bytes: Uint8Array;
  let files: readonly string[];

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), "tarball-"));
    const printed = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", home], {
      cwd: buildPackage().folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      shell: process.platform === "win32",
    });
    const [packed] = JSON.parse(printed) as readonly [Packed];
    bytes = Uint8Array.from(readFileSync(join(home, packed.filename)));
    files = packed.files.map(({ path }) => path);
  });

  afterAll(() => {
    rmSync(home, { recursive: true });
  });

  test("has one file of code and one of types for each module and format, the sources that the README links to, and no maps", () => {
    const modules = (folder: string, ending: string) =>
      files
        .filter((path) => path.startsWith(folder) && path.endsWith(ending))
        .map((path) => path.slice(folder.length, -ending.length));
    const code = modules("dist/esm/", ".js");
    expect(code).toContain("index");
    expect(modules("dist/esm/", ".d.ts")).toEqual(code);
    expect(modules("dist/cjs/", ".js")).toEqual(code);
    expect(modules("dist/cjs/", ".d.ts")).toEqual(code);
    expect(modules("src/", ".ts")).toEqual(code);
    const others = files.filter((path) => !/^(?:dist\/(?:esm|cjs)\/.*\.(?:js|d\.ts)|src\/.*\.ts)$/.test(path));
    expect(others.filter((path) => path !== "LICENSE").sort()).toEqual(["README.md", "dist/cjs/package.json", "package.json"]);
  });

  test("has no fault that publint finds, and types that resolve for every consumer", async () => {
    const { messages } = await publint({ pack: { tarball: bytes.slice().buffer }, strict: true });
    expect(messages).toEqual([]);
    const checked = await checkPackage(createPackageFromTarballData(bytes));
    expect(checked.types).not.toBe(false);
    const problems = "problems" in checked ? checked.problems : [];
    // Node.js 10 and TypeScript's `node10` know no `exports`, so that only the main entry is found there.
    expect(problems.filter((problem) => !("resolutionKind" in problem && problem.resolutionKind === "node10"))).toEqual([]);
  });
});
