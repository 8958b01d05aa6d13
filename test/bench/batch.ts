import { spawn } from "node:child_process";
import path from "node:path";

/**
 * `npm run bench:batch`: memory and throughput of a run, beside loops over bare `fetch`, each in a process of its own. The service answers
 * every update and keeps nothing. `npm run bench:batch -- 1000000` says how many inputs; 1,000,000 unless it does.
 */

const folder = import.meta.dirname;
const count = Number(process.argv[2] ?? 1_000_000);
const few = 10_000;

interface Result {
  readonly seconds: number;
  readonly megabytes: number;
}

function start(script: string, ...args: readonly string[]) {
  return spawn(process.execPath, ["--import", "tsx", path.join(folder, script), ...args], { stdio: ["pipe", "pipe", "inherit"] });
}

async function firstLine(child: ReturnType<typeof start>): Promise<string> {
  let text = "";
  for await (const chunk of child.stdout) {
    text += String(chunk);
    if (text.includes("\n")) return text.trim();
  }
  throw new Error("The process ended without a word.");
}

async function measure(url: string, kind: string, inputs: number): Promise<Result> {
  return JSON.parse(await firstLine(start("batch-client.ts", url, kind, String(inputs)))) as Result;
}

const service = start("batch-service.ts");
try {
  const url = await firstLine(service);
  await measure(url, "run", few);
  const rows = {
    [`a run of ${few}`]: await measure(url, "run", few),
    [`a run of ${count}`]: await measure(url, "run", count),
    [`one bare fetch after the other, ${count}`]: await measure(url, "loop", count),
    [`ten bare fetches at a time, ${count}`]: await measure(url, "loops", count),
  };
  for (const [name, { seconds, megabytes }] of Object.entries(rows))
    console.log(`${name.padEnd(50)} ${seconds.toFixed(2).padStart(8)} s ${megabytes.toFixed(0).padStart(5)} MB at most`);
  const [small, large, loop, loops] = Object.values(rows);
  if (small && large && loop && loops) {
    console.log(`memory: ${(large.megabytes - small.megabytes).toFixed(0)} MB more than ${few} inputs take; goal: at most 64`);
    console.log(`throughput: ${((100 * loop.seconds) / large.seconds).toFixed(0)} % of the loop; goal: at least 95 %`);
    console.log(`throughput: ${((100 * loops.seconds) / large.seconds).toFixed(0)} % of ten loops side by side`);
  }
} finally {
  service.kill();
}
