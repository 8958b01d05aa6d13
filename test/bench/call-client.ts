import { createClient } from "../../templates/runtime/call/client.js";
import { path } from "../../templates/runtime/values/path.js";
import { headers, page } from "./page.js";
import type { Cost } from "./callers.js";

/** One way of making a call, in a process of its own: told how many calls to make, it makes them and tells what each has cost. */

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

async function cost(call: Call, times: number): Promise<Cost> {
  const before = process.cpuUsage();
  const began = performance.now();
  for (let time = 0; time < times; time++) await call();
  const wall = ((performance.now() - began) * 1000) / times;
  const { user, system } = process.cpuUsage(before);
  return { wall, cpu: (user + system) / times };
}

const [, , url = "", place = "", way = ""] = process.argv;
const fetch = place === "in memory" ? memory : globalThis.fetch;
const call = way === "the package" ? ours(url, fetch) : bare(url, fetch, way === "bare fetch with a timeout");
process.on("message", (times: number) => void cost(call, times).then((told) => process.send?.(told)));
