import { createClient } from "../../templates/runtime/client.js";
import { path } from "../../templates/runtime/path.js";
import { headers, page } from "./page.js";

/** Measures single calls, given the address of a service: over a socket, and answered in memory. Tells one row a way of calling. */

const [url = "", rounds = "200"] = process.argv.slice(2);

type Fetch = typeof globalThis.fetch;
type Call = () => Promise<unknown>;

const memory: Fetch = () => Promise.resolve(new Response(page, { headers }));

function bare(baseUrl: string, fetch: Fetch, timeout: boolean): Call {
  return async () => {
    const init = { headers: { authorization: "Bearer t", accept: "application/json" } };
    // A signal makes `fetch` do more, and is the only way to a timeout.
    const response = await fetch(
      `${baseUrl}/things?limit=100`,
      timeout ? { ...init, signal: AbortSignal.timeout(60_000) } : init,
    );
    return JSON.parse(await response.text()) as unknown;
  };
}

function ours(baseUrl: string, fetch: Fetch): Call {
  const client = createClient({ accessToken: "t", baseUrl, fetch });
  return () => client.send({ operation: "list", method: "GET", path: path`/things`, query: { limit: 100 } });
}

const ways = (fetch: Fetch): readonly (readonly [name: string, call: Call])[] => [
  ["bare fetch", bare(url, fetch, false)],
  ["bare fetch with a timeout", bare(url, fetch, true)],
  ["the package", ours(url, fetch)],
];

interface Cost {
  /** Microseconds of a call by the clock. */
  readonly wall: number;
  /** Microseconds of a call by this process's work, garbage collection and sockets included. */
  readonly cpu: number;
}

async function cost(call: Call, times: number): Promise<Cost> {
  const before = process.cpuUsage();
  const began = performance.now();
  for (let time = 0; time < times; time++) await call();
  const wall = ((performance.now() - began) * 1000) / times;
  const { user, system } = process.cpuUsage(before);
  return { wall, cpu: (user + system) / times };
}

/** All ways in turns, each round beginning with another, so that the machine's moods meet all alike. */
async function measure(calls: readonly Call[], times: number): Promise<readonly (readonly Cost[])[]> {
  const costs = calls.map((): Cost[] => []);
  for (const call of calls) await cost(call, 500);
  for (let round = 0; round < Number(rounds); round++) {
    for (let turn = 0; turn < calls.length; turn++) {
      const index = (round + turn) % calls.length;
      const call = calls[index];
      if (call) costs[index]?.push(await cost(call, times));
    }
  }
  return costs;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/** How much more one way takes than another: the median of the differences within each round. */
function more(own: readonly Cost[], peer: readonly Cost[], kind: keyof Cost): string {
  const percents = own.map((cost, round) => 100 * (cost[kind] / (peer[round]?.[kind] ?? NaN) - 1));
  return `${median(percents).toFixed(1).padStart(7)} %`;
}

for (const [place, fetch, times] of [
  ["over a loopback socket", globalThis.fetch, 40] as const,
  ["in memory", memory, 200] as const,
]) {
  const all = ways(fetch);
  const costs = await measure(
    all.map(([, call]) => call),
    times,
  );
  console.log(
    `${place.padEnd(30)}${"CPU µs".padStart(9)}${"wall µs".padStart(9)}   CPU and wall more than bare, than with a timeout`,
  );
  for (const [index, [name]] of all.entries()) {
    const own = costs[index] ?? [];
    const figures = (["cpu", "wall"] as const).map((kind) =>
      median(own.map((cost) => cost[kind]))
        .toFixed(1)
        .padStart(9),
    );
    const peers = costs.slice(0, 2).map((peer) => more(own, peer, "cpu") + more(own, peer, "wall"));
    console.log(`  ${name.padEnd(28)}${figures.join("")}   ${peers.join("  |")}`);
  }
}
