import { build } from "esbuild";
import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Cost, transports, callers } from "./callers.js";

/** Prints how long calls take. The service and each client are processes of their own, and run JavaScript that is already compiled. */
export async function printTimes(rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const service = spawn(process.execPath, [await script("call-service", folder)], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line] = (await once(service.stdout, "data")) as [Buffer];
    const client = await script("call-client", folder);
    for (const transport of transports) await printTransport(transport, client, String(line).trim(), rounds);
  } finally {
    service.kill();
    rmSync(folder, { recursive: true });
  }
}

/** Bundles a script of this folder as JavaScript, so that nothing is compiled while it runs. */
async function script(name: string, folder: string): Promise<string> {
  const outfile = join(folder, `${name}.mjs`);
  const entryPoints = [join(import.meta.dirname, `${name}.ts`)];
  await build({ entryPoints, outfile, bundle: true, format: "esm", platform: "node", target: "es2022" });
  return outfile;
}

/** V8 optimizes no two processes alike, so each client has several. */
const generations = 8;

async function printTransport(transport: string, client: string, url: string, rounds: number): Promise<void> {
  const costs = callers.map((): Cost[] => []);
  for (let generation = 0; generation < generations; generation++) {
    const children = callers.map((caller) => fork(client, [url, transport, caller], { execArgv: [] }));
    const measured = await measure(children, Math.ceil(rounds / generations));
    for (const [index, own] of measured.entries()) costs[index]?.push(...own);
    for (const child of children) child.kill();
  }
  console.log(
    `${transport.padEnd(30)}${"CPU µs".padStart(9)}${"wall µs".padStart(9)}   CPU and wall more than bare, than with a timeout`,
  );
  for (const [index, caller] of callers.entries()) {
    const own = costs[index] ?? [];
    const figures = (["cpu", "wall"] as const).map((kind) => {
      const middle = median(own.map((cost) => cost[kind]));
      return middle.toFixed(1).padStart(9);
    });
    const peers = costs.slice(0, 2).map((peer) => excess(own, peer, "cpu") + excess(own, peer, "wall"));
    console.log(`  ${caller.padEnd(28)}${figures.join("")}   ${peers.join("  |")}`);
  }
}

/** The clients take turns, and each round begins with another one, so that other work on the machine affects all of them equally. */
async function measure(children: readonly ChildProcess[], rounds: number): Promise<readonly (readonly Cost[])[]> {
  const costs = children.map((): Cost[] => []);
  for (const child of children) await measureCalls(child, 3000);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < children.length; turn++) {
      const index = (round + turn) % children.length;
      const child = children[index];
      if (child) costs[index]?.push(await measureCalls(child, 100));
    }
  }
  return costs;
}

async function measureCalls(child: ChildProcess, times: number): Promise<Cost> {
  child.send(times);
  const [cost] = (await once(child, "message")) as [Cost];
  return cost;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/** How much more one client takes than another: the median of the differences in each round. */
function excess(own: readonly Cost[], peer: readonly Cost[], kind: keyof Cost): string {
  const percents = own.map((cost, round) => 100 * (cost[kind] / (peer[round]?.[kind] ?? NaN) - 1));
  return `${median(percents).toFixed(1).padStart(7)} %`;
}
