import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { dirname } from "node:path";
import { Refusal } from "../../generator/diagnostics.js";
import { replaceTogether } from "../../generator/write/replace-together.js";
import { writePackage } from "../../generator/write/write.js";

/**
 * Writes a package in a process of its own and disturbs it at one call of the file system: kills the process before the call or in the
 * middle of it, or lets the call fail. Started with an argument, the path of a `Disturbance` as JSON.
 */
export interface Disturbance {
  readonly folder: string;
  readonly files: readonly (readonly [path: string, text: string])[];
  /** Files of the user beside the folder, which are replaced together with it. */
  readonly beside?: readonly (readonly [path: string, text: string])[];
  /** `none` only counts; `slow` pauses before each call, so that runs overlap. */
  readonly mode: "none" | "kill" | "kill-halfway" | "fail" | "disk-full" | "slow";
  /** The number of the call, from 0. */
  readonly step?: number;
  readonly waitMs?: number;
}

/** What the process prints as JSON, unless it was killed. */
export interface Outcome {
  /** The names of the calls. */
  readonly steps: readonly string[];
  readonly written?: unknown;
  readonly refused?: { readonly code: string; readonly message: string };
}

const changing = ["mkdirSync", "writeFileSync", "renameSync", "linkSync", "copyFileSync", "unlinkSync", "rmdirSync", "rmSync", "fsyncSync"] as const; // prettier-ignore

/** Calls that need space on the disk. */
const growing: readonly string[] = ["mkdirSync", "writeFileSync", "linkSync", "copyFileSync"];

type Call = (...args: unknown[]) => unknown;

const {
  folder,
  files,
  beside,
  mode,
  step = -1,
  waitMs = 30_000,
} = JSON.parse(fs.readFileSync(process.argv[2] ?? "", "utf8")) as Disturbance;
const steps: string[] = [];
const originals = { ...fs };
const replaced = fs as unknown as Record<string, Call>;

for (const name of changing) {
  const original = fs[name] as Call;
  replaced[name] = (...args) => {
    const number = steps.push(name) - 1;
    if (mode === "slow") Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.random() * 8);
    if (number === step && mode === "kill-halfway") doHalf(name, args);
    if (number === step && mode.startsWith("kill")) process.kill(process.pid, "SIGKILL");
    if (number === step && mode === "fail") throw systemError("EIO", name);
    if (number >= step && mode === "disk-full" && growing.includes(name)) throw systemError("ENOSPC", name);
    return original(...args);
  };
}
syncBuiltinESMExports();

function doHalf(name: string, [path, content]: readonly unknown[]): void {
  if (name === "writeFileSync" && typeof content === "string" && typeof path !== "object")
    originals.writeFileSync(path as string, content.slice(0, content.length / 2));
  if (name !== "rmSync" || !originals.existsSync(path as string)) return;
  const entries = originals.readdirSync(path as string);
  for (const entry of entries.slice(0, entries.length / 2)) originals.unlinkSync(`${path as string}/${entry}`);
}

function systemError(code: string, syscall: string): Error {
  return Object.assign(new Error(`${code}: a test, ${syscall}`), { code, syscall });
}

const patience = { waitMs, staleMs: 20_000, renewMs: 4_000 };
const write = () => writePackage(folder, new Map(files), patience);
const writing = beside === undefined ? write() : replaceTogether(dirname(folder), new Map(beside), write, patience);
const outcome: Outcome = await writing.then(
  (written) => ({ steps, written }),
  (thrown: unknown) => {
    if (!(thrown instanceof Refusal)) throw thrown;
    const { code, message } = thrown.diagnostics[0];
    return { steps, refused: { code, message } };
  },
);
process.stdout.write(JSON.stringify(outcome));
