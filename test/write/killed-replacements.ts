import { cpSync, existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { hasReplacement, takeBackReplacement } from "../../generator/write/replace-together.js";
import { checkPackage } from "../../generator/write/check.js";
import { writePackage } from "../../generator/write/write.js";
import { contentsOf, newFolder, put, run } from "./disturbed-runs.js";

/** Files of the user that are replaced together with a package, in a process that is disturbed. */

const [oldPackage, newPackage] = [new Map([["a", "old a"], ["b", "old b"]]), new Map([["a", "new a"], ["c", "new c"]])]; // prettier-ignore
const oldFiles = { "config.yaml": "version: 1\n", "spec/api.yaml": "old: 1\n" };
const newFiles = { "config.yaml": "version: 2\n", "spec/api.yaml": "new: 1\n", "spec/CHANGELOG.md": "# 2\n" };

let before: Promise<string> | undefined;

async function start(): Promise<string> {
  before ??= (async () => {
    const folder = newFolder();
    await writePackage(folder, oldPackage);
    for (const [name, text] of Object.entries(oldFiles)) put(dirname(folder), name, text);
    return folder;
  })();
  const folder = newFolder();
  cpSync(dirname(await before), dirname(folder), { recursive: true });
  return folder;
}

const besideOf = (folder: string) => Object.entries(newFiles).map(([name, text]) => [join(dirname(folder), name), text] as const);

/** Where a run is not disturbed: the number of its calls of the file system. */
export async function countSteps(): Promise<number> {
  const folder = await start();
  const outcome = await run(folder, newPackage, { mode: "none", beside: besideOf(folder) });
  expect(filesIn(folder)).toEqual(newFiles);
  return outcome === "killed" ? expect.fail("Nobody kills this run.") : outcome.steps.length;
}

/** After a kill, the next run puts the files back, or has nothing to put back since all of them are new. */
export async function killAt(step: number, mode: "kill" | "kill-halfway"): Promise<void> {
  const folder = await start();
  expect(await run(folder, newPackage, { mode, step, beside: besideOf(folder) })).toBe("killed");
  const wasHalfWritten = hasReplacement(dirname(folder));
  const { left } = await takeBackReplacement(dirname(folder));
  const found = filesIn(folder);
  const isNew = found["config.yaml"] === newFiles["config.yaml"];
  expect({ step, left, found }).toEqual({ step, left: [], found: isNew ? newFiles : oldFiles });
  if (isNew) expect({ step, wasHalfWritten, drift: await checkPackage(folder, newPackage) }).toEqual({ step, wasHalfWritten: false, drift: [] }); // prettier-ignore
  await writePackage(folder, isNew ? newPackage : oldPackage);
  expect(await checkPackage(folder, isNew ? newPackage : oldPackage)).toEqual([]);
  expect(readdirSync(dirname(folder)).filter((name) => name.startsWith(".specloom"))).toEqual([]);
}

/** After a failure, everything is as it was. Where it is the removal of something temporary that fails, the next run removes it. */
export async function failAt(step: number, mode: "fail" | "disk-full"): Promise<void> {
  const folder = await start();
  const outcome = await run(folder, newPackage, { mode, step, beside: besideOf(folder) });
  const done = outcome !== "killed" && outcome.refused === undefined;
  expect({ step, found: filesIn(folder) }).toEqual({ step, found: done ? newFiles : oldFiles });
  const drift = (await checkPackage(folder, done ? newPackage : oldPackage)).filter(({ kind }) => kind !== "unfinished");
  expect({ step, drift }).toEqual({ step, drift: [] });
}

function filesIn(folder: string): Readonly<Record<string, string>> {
  const spec = contentsOf(join(dirname(folder), "spec"));
  const config = existsSync(join(dirname(folder), "config.yaml")) ? contentsOf(dirname(folder))["config.yaml"] : "";
  return {
    "config.yaml": config ?? "",
    ...Object.fromEntries(Object.entries(spec).map(([name, text]) => [`spec/${name}`, text])),
  };
}
