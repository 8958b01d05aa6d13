import { fork } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { Refusal } from "../../generator/diagnostics.js";
import { descriptionsOf } from "../corpus/descriptions.js";
import { compareDescription, type ComparisonResult } from "./compare-description.js";

/* `npm run oracle -- DIR|FILE…`: see README.md in this folder. With `--one FILE` it is the process that compares one description. */

interface ProcessResult {
  readonly result?: ComparisonResult;
  readonly summary: string;
}

/** The limits of memory and of processes at a time. */
const maxHeapMiB = 2048;
const maxProcesses = 2;

function compareOne(file: string): ProcessResult {
  try {
    const result = compareDescription(file, readFileSync(file, "utf8"));
    if (result === undefined) return { summary: "no named schemas" };
    const { schemas, unexplained, compilerErrors } = result;
    return { result, summary: `${schemas} schemas, ${unexplained.length + compilerErrors.length} unexplained` };
  } catch (error) {
    if (error instanceof Refusal) return { summary: "refused" };
    throw error;
  }
}

/** Each description is compared in a process of its own, so that memory is freed. */
function compareInProcess(file: string): Promise<ProcessResult> {
  return new Promise((resolve) => {
    const child = fork(import.meta.filename, ["--one", file], {
      execArgv: [`--max-old-space-size=${maxHeapMiB}`, "--import", "tsx"],
    });
    child.on("message", (told: ProcessResult) => resolve(told));
    child.on("exit", (code) => resolve({ summary: `the process ended with ${code ?? "a signal"}` }));
  });
}

async function run(places: readonly string[]): Promise<number> {
  const waiting = [...descriptionsOf(places)];
  if (waiting.length === 0) throw new Error("Name folders of descriptions, or files.");
  const counts = new Map<string, number>();
  let unexplained = 0;
  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const { result, summary } = await compareInProcess(file);
      console.log(`${path.basename(file)}: ${summary}`);
      const lines = [
        ...(result?.unexplained.map(({ path: at, ours, theirs }) => `${at}: ${ours} / ${theirs}`) ?? []),
        ...(result?.compilerErrors ?? []),
      ];
      for (const line of lines.slice(0, 10)) console.log(`  ${line}`);
      unexplained += summary.startsWith("the process") ? 1 : lines.length;
      for (const [reason, count] of Object.entries(result?.reasons ?? {})) counts.set(reason, (counts.get(reason) ?? 0) + count);
      counts.set("(schemas compared)", (counts.get("(schemas compared)") ?? 0) + (result?.schemas ?? 0));
    }
  };
  await Promise.all(Array.from({ length: maxProcesses }, work));
  for (const [reason, count] of [...counts].sort(([, a], [, b]) => b - a)) console.log(`${String(count).padStart(7)}  ${reason}`);
  console.log(`${String(unexplained).padStart(7)}  without a reason`);
  return unexplained === 0 ? 0 : 1;
}

const [first, second] = process.argv.slice(2);
if (first === "--one" && second !== undefined) process.send?.(compareOne(second), () => process.disconnect());
else process.exitCode = await run(process.argv.slice(2));
