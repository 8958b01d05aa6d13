import { build } from "esbuild";
import { bundleOptions } from "../../build/bundle.js";
import { originOfSources } from "../../build/sources-hash.mjs";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Tarball, packTarball } from "./tarball.js";

/** What `npm publish` would send: `npm run test:install` installs and runs it. */

const root = join(import.meta.dirname, "../..");

describe("the published package", () => {
  let folder: string;
  let tarball: Tarball;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "published-"));
    tarball = packTarball(folder);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test("contains the bundle, its types, the licences of what is bundled, and documentation", () => {
    const modules = ["dist/cli.js", "dist/config.js", "dist/specloom.js", "generator/bin.mjs"];
    const entries = [...modules, "dist/types/index.d.ts", "schemas/config.schema.json", "package.json"];
    const folders = ["dist/chunks/", "dist/types/", "docs/", "schemas/", "templates/package/readme/"];
    const places = [...entries, ...folders, "dist/bundled-licences.txt"];
    const pages = ["CHANGELOG.md", "LICENSE", "README.md"];
    expect(tarball.files.filter((path) => ![...places, ...pages].some((place) => path.startsWith(place)))).toEqual([]);
    expect(tarball.files).toEqual(expect.arrayContaining([...entries, ...pages]));
    expect(tarball.unpackedSize).toBeLessThan(3_000_000);
  });

  test("explains codes from the documentation that it has", () => {
    const place = mkdtempSync(join(folder, "unpacked-"));
    execFileSync("tar", ["--extract", "--file", tarball.path, "--directory", place]);
    symlinkSync(join(root, "node_modules"), join(place, "node_modules"));
    const out = execFileSync(process.execPath, [join(place, "package/generator/bin.mjs"), "explain", "output-busy"], {
      encoding: "utf8",
    });
    expect(out).toMatch(/^When: another run/m);
  });

  test("has no fault that publint finds", async () => {
    const bytes = readFileSync(tarball.path);
    const { messages } = await publint({ pack: { tarball: Uint8Array.from(bytes).buffer }, strict: true });
    expect(messages).toEqual([]);
  });

  test("has types that resolve for every consumer", async () => {
    const checked = await checkPackage(createPackageFromTarballData(readFileSync(tarball.path)));
    const problems = "problems" in checked ? checked.problems : [];
    expect(checked.types).not.toBe(false);
    // CommonJS gets the ES module by `require`, which every supported Node.js can load; attw reports that of each such package.
    expect(problems.filter(({ kind }) => kind !== "CJSResolvesToESM")).toEqual([]);
  });

  test("names the licence of every bundled package", async () => {
    const page = readFileSync(join(root, "dist/bundled-licences.txt"), "utf8");
    const listed = [...page.matchAll(/^(\S+) \d+\.\d+\.\d+ \((.+)\)$/gm)].map(([, name]) => name);
    // The comments of esbuild, which name each module, are not in the published bundle.
    const options = await bundleOptions({ cli: "generator/cli.ts", specloom: "generator/index.ts" }, originOfSources());
    const { outputFiles } = await build({ ...options, outdir: folder, splitting: true, write: false });
    const bundle = outputFiles.map(({ text }) => text).join("\n");
    const contained = [...bundle.matchAll(/^ *\/\/ node_modules\/(?:.*\/node_modules\/)?((?:@[^/]+\/)?[^/]+)\//gm)].map(
      ([, name]) => name,
    );
    expect(listed).toEqual([...new Set(contained)].sort());
    expect(listed).not.toEqual(expect.arrayContaining(["typescript"]));
    expect(page.match(/^Copyright|^\(c\)|Copyright \(c\)/gim)?.length).toBeGreaterThanOrEqual(listed.length);
  });
});
