import { cpSync } from "node:fs";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { checkPackage } from "../../generator/write/check.js";
import { writePackage } from "../../generator/write/write.js";
import { contentsOf, newFolder, type Package, put, removeFolders, run } from "./disturbed-runs.js";

/** Runs that are killed, or whose calls of the file system fail, at each step of the writing. */

afterAll(removeFolders);

const packages: readonly Package[] = [
  new Map([
    ["README.md", "# one\n"],
    ["src/index.ts", "export const one = 1;\n"],
    ["src/old/gone.ts", "export {};\n"],
  ]),
  new Map([
    ["README.md", "# two\n"],
    ["src/index.ts", "export const one = 1;\n"],
    ["src/new/client.ts", "export const client = 2;\n"],
  ]),
  new Map([["src/index.ts", "export const three = 3;\n"]]),
];
const [first, second] = packages as readonly [Package, Package, Package];

/** Files of the user. */
const own: Package = new Map([
  ["notes.txt", "mine"],
  ["src/old/mine.ts", "mine, too"],
]);

const prepared = new Map<Package, string>();

async function folderWith(files: Package | undefined): Promise<string> {
  const folder = newFolder();
  if (files === undefined) return folder;
  const source = prepared.get(files) ?? newFolder();
  if (!prepared.has(files)) {
    await writePackage(source, files);
    for (const [path, text] of own) put(source, path, text);
    prepared.set(files, source);
  }
  cpSync(source, folder, { recursive: true });
  return folder;
}

const completions = new Map<string, ReturnType<typeof contentsOf>>();

/** What a folder holds after a complete run. */
async function completed(before: Package | undefined, files: Package) {
  const key = [before, files].map((one) => packages.findIndex((each) => each === one)).join();
  const known = completions.get(key);
  if (known !== undefined) return known;
  const folder = await folderWith(before);
  await writePackage(folder, files);
  const contents = contentsOf(folder);
  completions.set(key, contents);
  return contents;
}

/** Calls that can be interrupted halfway, and those that need space on the disk. */
const divisible: readonly string[] = ["writeFileSync", "rmSync"];
const growing: readonly string[] = ["mkdirSync", "writeFileSync", "linkSync"];

/** The numbers of the calls of a run, all or those of these names. */
async function stepsOf(before: Package | undefined, files: Package, names?: readonly string[]): Promise<readonly number[]> {
  const outcome = await run(await folderWith(before), files, { mode: "none" });
  if (outcome === "killed") throw new Error("nobody kills this run");
  return outcome.steps.flatMap((name, step) => ((names?.includes(name) ?? true) ? [step] : []));
}

async function isWhole(folder: string): Promise<boolean> {
  const reports = await Promise.all(packages.map((files) => checkPackage(folder, files)));
  return reports.some((found) => found.every(({ kind }) => kind === "extra"));
}

describe.each<{ name: string; before: Package | undefined }>([
  { name: "a new folder", before: undefined },
  { name: "a folder with a package", before: first },
])("killed at each step in $name", ({ before }) => {
  test.each(["kill", "kill-halfway"] as const)(
    "(%s), a run is finished or taken back by the next",
    { timeout: 180_000 },
    async (mode) => {
      const want = await completed(before, second);
      const steps = await stepsOf(before, second, mode === "kill" ? undefined : divisible);
      expect(steps.length).toBeGreaterThan(mode === "kill" ? 15 : 6);
      for (const step of steps) {
        const folder = await folderWith(before);
        expect(await run(folder, second, { mode, step })).toBe("killed");
        const found = await checkPackage(folder, second);
        const untouched = before === undefined && found.every(({ kind }) => kind === "missing");
        if (!untouched && !(await isWhole(folder))) expect(found.map(({ kind }) => kind)).toContain("unfinished");
        await writePackage(folder, second);
        expect({ step, contents: contentsOf(folder) }).toEqual({ step, contents: want });
        expect(await checkPackage(folder, second)).toEqual(before === undefined ? [] : await checkedExtras(folder));
      }
    },
  );
});

/** The user's files are reported, and nothing else. */
async function checkedExtras(folder: string) {
  const found = await checkPackage(folder, second);
  expect(found.map(({ path }) => path)).toEqual([...own.keys()]);
  return found;
}

test("a run that is killed does not hinder one of another description", { timeout: 180_000 }, async () => {
  const steps = await stepsOf(first, second);
  for (const step of steps.filter((number) => number % 2 === 1)) {
    const folder = await folderWith(first);
    const files = packages[step % 4 === 1 ? 0 : 2] ?? first;
    expect(await run(folder, second, { mode: "kill", step })).toBe("killed");
    await writePackage(folder, files);
    expect({ step, contents: contentsOf(folder) }).toEqual({ step, contents: await completed(first, files) });
  }
});

test(
  "any order of runs and kills on one folder ends in a package, or in a message that the next run mends",
  { timeout: 240_000 },
  async () => {
    const event = fc.record({
      files: fc.constantFrom(...packages),
      mode: fc.constantFrom("none", "kill", "kill-halfway", "fail", "disk-full"),
      step: fc.nat(40),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 2, maxLength: 6 }),
        fc.constantFrom(undefined, first),
        async (events, before) => {
          const folder = await folderWith(before);
          for (const { files, mode, step } of events) {
            const outcome = await run(folder, files, { mode, step });
            if (outcome !== "killed" && outcome.refused === undefined) {
              expect((await checkPackage(folder, files)).map(({ path }) => path)).toEqual(before ? [...own.keys()] : []);
            } else if (!(await isWhole(folder))) {
              const kinds = (await checkPackage(folder, files)).map(({ kind }) => kind);
              expect(kinds.includes("unfinished") || kinds.every((kind) => kind === "missing" || kind === "extra")).toBe(true);
            }
          }
          await writePackage(folder, first);
          expect(contentsOf(folder)).toMatchObject(before ? await completed(first, first) : Object.fromEntries(first));
          if (before) expect(contentsOf(folder)).toMatchObject(Object.fromEntries(own));
        },
      ),
      { numRuns: 15 },
    );
  },
);

describe.each(["fail", "disk-full"] as const)("a call of the file system that fails (%s)", (mode) => {
  test.each<{ name: string; before: Package | undefined }>([
    { name: "a new folder", before: undefined },
    { name: "a folder with a package", before: first },
  ])("at any step leaves $name as it was", { timeout: 180_000 }, async ({ before }) => {
    for (const step of await stepsOf(before, second, mode === "fail" ? undefined : growing)) {
      const folder = await folderWith(before);
      const contents = before && contentsOf(folder);
      const outcome = await run(folder, second, { mode, step });
      if (outcome === "killed") throw new Error("nobody kills this run");
      if (outcome.refused !== undefined) {
        expect(outcome.refused.code).toBe("output-unwritable");
        // The calls at the end remove the lock: if they fail, the package is written.
        const want = [contents ?? {}, await completed(before, second)];
        if (contents) expect(want).toContainEqual(withoutRunFolder(contentsOf(folder)));
      }
      await writePackage(folder, second);
      expect({ step, contents: contentsOf(folder) }).toEqual({ step, contents: await completed(before, second) });
    }
  });
});

/** The run folder may stay if removing it is what fails. */
function withoutRunFolder(contents: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(contents).filter(([path]) => !path.startsWith(".specloom-run")));
}

describe("a file that the user puts at a path which the interrupted run had not reached", () => {
  test("is not overwritten", { timeout: 180_000 }, async () => {
    for (const step of await stepsOf(first, second)) {
      const folder = await folderWith(first);
      await run(folder, second, { mode: "kill", step });
      if (contentsOf(folder)["src/new/client.ts"] !== undefined) break;
      put(folder, "src/new/client.ts", "mine");
      await expect(writePackage(folder, second)).rejects.toThrow("did not write: src/new/client.ts.");
      expect(contentsOf(folder)["src/new/client.ts"]).toBe("mine");
    }
  });
});
