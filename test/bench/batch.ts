import { build } from "esbuild";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * `npm run bench:batch`: compares the time and memory of a run with loops over plain `fetch`. Each measurement is a process of its own, and they
 * take turns. `npm run bench:batch -- 1000000 3` gives the number of inputs and of repetitions; these are the defaults.
 */

const [count = 1_000_000, times = 3] = process.argv.slice(2).map(Number);
const few = 10_000;

interface Result {
  readonly seconds: number;
  /** The CPU time of the client's process, garbage collection and sockets included. Other work on the machine hardly affects it. */
  readonly cpuSeconds: number;
  readonly megabytes: number;
}

const folder = mkdtempSync(path.join(tmpdir(), "bench-"));

/** Bundles a script as JavaScript, so that nothing is compiled while it runs. */
async function script(name: string): Promise<string> {
  const outfile = path.join(folder, `${name}.mjs`);
  const entry = path.join(import.meta.dirname, `${name}.ts`);
  await build({ entryPoints: [entry], outfile, bundle: true, format: "esm", platform: "node", target: "es2022" });
  return outfile;
}

function start(file: string, ...args: readonly string[]) {
  return spawn(process.execPath, [file, ...args], { stdio: ["pipe", "pipe", "inherit"] });
}

async function firstLine(child: ReturnType<typeof start>): Promise<string> {
  let text = "";
  for await (const chunk of child.stdout) {
    text += String(chunk);
    if (text.includes("\n")) return text.trim();
  }
  throw new Error("The process ended without output.");
}

const measurements: readonly (readonly [name: string, kind: string, inputs: number])[] = [
  [`a run of ${few}`, "run", few],
  [`a run of ${count}`, "run", count],
  [`a run of ${count}, awaited`, "summary", count],
  [`one bare fetch after the other, ${count}`, "loop", count],
  [`ten bare fetches at a time, ${count}`, "loops", count],
  [`one call of the client after the other, ${count}`, "calls", count],
];

async function measure(url: string, client: string): Promise<readonly Result[]> {
  const all = measurements.map((): Result[] => []);
  for (let time = 0; time < times; time++)
    for (const [index, [, kind, inputs]] of measurements.entries())
      all[index]?.push(JSON.parse(await firstLine(start(client, url, kind, String(inputs)))) as Result);
  return all.map((results) => ({
    seconds: median(results.map(({ seconds }) => seconds)),
    cpuSeconds: median(results.map(({ cpuSeconds }) => cpuSeconds)),
    megabytes: median(results.map(({ megabytes }) => megabytes)),
  }));
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}

const percent = (one: number, other: number) => `${((100 * one) / other).toFixed(0).padStart(4)} %`;
const number = (value: number, digits: number) => value.toFixed(digits).padStart(8);

const service = start(await script("batch-service"));
try {
  const url = await firstLine(service);
  const results = await measure(url, await script("batch-client"));
  for (const [index, { seconds, cpuSeconds, megabytes }] of results.entries())
    console.log(
      `${(measurements[index]?.[0] ?? "").padEnd(45)}${number(seconds, 2)} s${number(cpuSeconds, 2)} s of CPU${number(megabytes, 0)} MB at most`,
    );
  const [small, large, awaited, loop, loops, calls] = results;
  if (small && large && awaited && loop && loops && calls) {
    console.log(`memory: ${(large.megabytes - small.megabytes).toFixed(0)} MB more than ${few} inputs take; goal: at most 64`);
    for (const [name, hand] of [["one loop", loop] as const, ["ten loops", loops] as const])
      console.log(
        `of the throughput of ${name}: ${percent(hand.seconds, large.seconds)}, by CPU ${percent(hand.cpuSeconds, large.cpuSeconds)}`,
      );
    console.log("goal: at most 1.15 times the CPU of one loop; what is left, and why: docs/decisions/0027");
    for (const [name, { cpuSeconds }] of [
      ["a run that is iterated over", large] as const,
      ["a run that is awaited", awaited] as const,
      ["one call after the other", calls] as const,
    ])
      console.log(`CPU of ${name}: ${(cpuSeconds / loop.cpuSeconds).toFixed(2)} times that of one loop`);
  }
} finally {
  service.kill();
  rmSync(folder, { recursive: true });
}
