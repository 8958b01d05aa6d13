import { spawn } from "node:child_process";
import { lstatSync, mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { checkPackage } from "../../generator/write/check.js";
import { createLock, removeLock } from "../../generator/write/run-folder.js";
import { runFolderName } from "../../generator/write/temporary-folders.js";
import { thisProcess } from "../../generator/write/running-process.js";
import { writePackage } from "../../generator/write/write.js";
import { contentsOf, newFolder, type Package, put, removeFolders, run } from "./disturbed-runs.js";

/** Several runs on one folder, and locks of processes that run, have ended, or cannot be asked. */

afterAll(removeFolders);

function packageOf(name: string, count: number): Package {
  const paths = Array.from({ length: count }, (_, index) => `src/${name}-${index}/index.ts`);
  return new Map([...paths, "README.md"].map((path) => [path, `// ${name}\n`]));
}

const packages: readonly Package[] = ["a", "b", "c"].map((name, index) => packageOf(name, 3 + index));
const only = packageOf("a", 3);

test("runs at once write one package after the other", { timeout: 120_000 }, async () => {
  for (let round = 0; round < 4; round++) {
    const folder = newFolder();
    if (round % 2 === 1) await writePackage(folder, only);
    const outcomes = await Promise.all(packages.map((files) => run(folder, files, { mode: "slow", waitMs: 60_000 })));
    expect(outcomes.map((outcome) => outcome !== "killed" && outcome.refused)).toEqual(packages.map(() => undefined));
    const reports = await Promise.all(packages.map((files) => checkPackage(folder, files)));
    expect(reports.filter((differences) => differences.length === 0)).toHaveLength(1);
  }
});

test("runs at once after one that was killed, and one of them through a link", { timeout: 120_000 }, async () => {
  const folder = newFolder();
  await writePackage(folder, only);
  const link = `${folder}-link`;
  symlinkSync(folder, link);
  expect(await run(folder, packages[1] ?? only, { mode: "kill", step: 20 })).toBe("killed");
  await Promise.all(
    [link, folder, `${link}/`].map((path, index) => run(path, packages[index] ?? only, { mode: "slow", waitMs: 60_000 })),
  );
  const reports = await Promise.all(packages.map((files) => checkPackage(folder, files)));
  expect(reports.filter((differences) => differences.length === 0)).toHaveLength(1);
});

test("runs at once in one process", async () => {
  const folder = newFolder();
  await Promise.all(packages.map((files) => writePackage(folder, files)));
  const reports = await Promise.all(packages.map((files) => checkPackage(folder, files)));
  expect(reports.filter((differences) => differences.length === 0)).toHaveLength(1);
});

const impatient = { waitMs: 300, staleMs: 20_000, renewMs: 100 };
const me = thisProcess();

function folderWithLock(identity: typeof me): { readonly folder: string; readonly lock: string } {
  const folder = newFolder();
  mkdirSync(folder, { recursive: true });
  return { folder, lock: join(folder, runFolderName, createLock(folder, identity).name) };
}

/** A process that has ended and whose parent never asks: a zombie. */
async function zombie(): Promise<{ readonly pid: number; readonly end: () => void }> {
  const parent = spawn("/bin/sh", ["-c", "sleep 0 & echo $!; exec sleep 60"], { stdio: ["ignore", "pipe", "ignore"] });
  const pid = await new Promise<number>((resolve) =>
    parent.stdout.once("data", (data: Buffer) => resolve(Number(data.toString()))),
  );
  while (!readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ")) await pause(10);
  return { pid, end: () => parent.kill("SIGKILL") };
}

const onLinux = process.platform === "linux";

describe("a lock", () => {
  test("of a process that runs makes others wait, and then refuse by its name", async () => {
    const { folder, lock } = folderWithLock(me);
    const refused = writePackage(folder, only, impatient);
    await expect(refused).rejects.toThrow(
      `Another run of specloom (process ${process.pid} on ${me.host}) is writing to this folder.`,
    );
    await expect(checkPackage(folder, only, impatient)).rejects.toThrow(`process ${process.pid}`);
    expect(Object.keys(contentsOf(folder))).toEqual([runFolderName, lock.slice(folder.length + 1)]);
  });

  test("that is released lets a waiting run go on", async () => {
    const folder = newFolder();
    mkdirSync(folder, { recursive: true });
    const lock = createLock(folder, me);
    const written = writePackage(folder, only, { ...impatient, waitMs: 30_000 });
    await pause(100);
    removeLock(folder, lock);
    expect((await written).created).toHaveLength(only.size);
  });

  test("of a process that was killed is no lock", async () => {
    const folder = newFolder();
    expect(await run(folder, only, { mode: "kill", step: 4 })).toBe("killed");
    await writePackage(folder, only, impatient);
    expect(await checkPackage(folder, only)).toEqual([]);
  });

  test.runIf(onLinux)("whose PID belongs to another process by now is no lock", async () => {
    const { folder } = folderWithLock({ ...me, started: String(Number(me.started) - 1) });
    await writePackage(folder, only, impatient);
    expect(await checkPackage(folder, only)).toEqual([]);
  });

  test.runIf(onLinux)("of a zombie is no lock", async () => {
    const { pid, end } = await zombie();
    const started =
      readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ")[19] ?? "";
    const { folder } = folderWithLock({ ...me, pid, started });
    await writePackage(folder, only, impatient).finally(end);
    expect(await checkPackage(folder, only)).toEqual([]);
  });

  test.each([
    { name: "another machine", identity: { ...me, machine: "0123456789ab", host: "elsewhere", pid: 1 } },
    { name: "a process of which only the PID is known", identity: { ...me, started: "0" } },
  ])("of $name counts while it is renewed", async ({ identity }) => {
    const { folder, lock } = folderWithLock(identity);
    await expect(writePackage(folder, only, impatient)).rejects.toThrow(`process ${identity.pid} on ${identity.host}`);
    utimesSync(lock, new Date(), new Date(Date.now() - 30_000));
    await expect(checkPackage(folder, only, impatient)).resolves.toContainEqual({ path: runFolderName, kind: "unfinished" });
    await writePackage(folder, only, impatient);
    expect(await checkPackage(folder, only)).toEqual([]);
  });

  test("is renewed while its run waits", async () => {
    const { folder, lock } = folderWithLock(me);
    const waiting = expect(writePackage(folder, only, { ...impatient, waitMs: 1_000 })).rejects.toThrow("process");
    await pause(700);
    const others = Object.keys(contentsOf(join(folder, runFolderName))).filter((name) => !lock.endsWith(name));
    for (const name of others) expect(Date.now() - lstatSync(join(folder, runFolderName, name)).mtimeMs).toBeLessThan(600);
    await waiting;
  });
});

describe("a run folder of other origin", () => {
  test.each<{ name: string; make: (path: string) => void }>([
    { name: "a file", make: (path) => writeFileSync(path, "mine") },
    { name: "a link", make: (path) => symlinkSync("/", path) },
    { name: "a folder with other files", make: (path) => put(path, "mine.json", "{}") },
  ])("($name) is refused and stays as it is", async ({ make }) => {
    const folder = newFolder();
    mkdirSync(folder, { recursive: true });
    make(join(folder, runFolderName));
    const before = lstatSync(join(folder, runFolderName)).isSymbolicLink() ? undefined : contentsOf(folder);
    await expect(writePackage(folder, only, impatient)).rejects.toThrow("specloom did not write this");
    if (before) expect(contentsOf(folder)).toEqual(before);
  });
});
