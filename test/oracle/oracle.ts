import { fork } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { Refusal } from "../../generator/diagnostics.js";
import { descriptionsOf } from "../corpus/descriptions.js";
import { compareDescription, type ComparisonResult } from "./judge.js";

/** `npm run oracle -- DIR|FILE…`: see README.md in this folder. With `--one FILE` it is the process that judges one description. */

interface ProcessResult {
  readonly result?: ComparisonResult;
  readonly summary: string;
}

/** What one process may hold, in MiB, and how many work at a time. */
const maxHeapMiB = 2048;
const maxProcesses = 2;

function compareOne(file: string): ProcessResult {
  try {
    const judgement = compareDescription(file, readFileSync(file, "utf8"));
    if (judgement === undefined) return { summary: "no named schemas" };
    const { schemas, unexplained: faults, compilerErrors: complaints } = judgement;
    return { result: judgement, summary: `${schemas} schemas, ${faults.length + complaints.length} unexplained` };
  } catch (error) {
    if (error instanceof Refusal) return { summary: "refused" };
    throw error;
  }
}

/** One process a description, so that none holds what another left. */
function compareInProcess(file: string): Promise<ProcessResult> {
  return new Promise((resolve) => {
    const child = fork(import.meta.filename, ["--one", file], { execArgv: [`--max-old-space-size=${maxHeapMiB}`, "--import", "tsx"] });
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
      const { result: judgement, summary: said } = await compareInProcess(file);
      console.log(`${path.basename(file)}: ${said}`);
      const faults = [
        ...(judgement?.unexplained.map(({ path: at, ours, theirs }) => `${at}: ${ours} / ${theirs}`) ?? []),
        ...(judgement?.compilerErrors ?? []),
      ];
      for (const fault of faults.slice(0, 10)) console.log(`  ${fault}`);
      unexplained += said.startsWith("the process") ? 1 : faults.length;
      for (const [reason, count] of Object.entries(judgement?.reasons ?? {}))
        counts.set(reason, (counts.get(reason) ?? 0) + count);
      counts.set("(schemas compared)", (counts.get("(schemas compared)") ?? 0) + (judgement?.schemas ?? 0));
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
