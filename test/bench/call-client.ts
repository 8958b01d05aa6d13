import { createClient } from "../../templates/runtime/call/client.js";
import { path } from "../../templates/runtime/values/path.js";
import { type Cost, headers, page } from "./callers.js";

/** One client in a process of its own: receives how many calls to make, makes them, and sends back the average cost of a call. */

type Fetch = typeof globalThis.fetch;
type Call = () => Promise<unknown>;

const memory: Fetch = () => Promise.resolve(new Response(page, { headers }));

function bare(baseUrl: string, fetch: Fetch, timeout: boolean): Call {
  return async () => {
    const init = { headers: { authorization: "Bearer t", accept: "application/json" } };
    // A signal makes `fetch` slower, and it is the only way to have a timeout.
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
  const start = performance.now();
  for (let time = 0; time < times; time++) await call();
  const wall = ((performance.now() - start) * 1000) / times;
  const { user, system } = process.cpuUsage(before);
  return { wall, cpu: (user + system) / times };
}

const [, , url = "", transport = "", caller = ""] = process.argv;
const fetch = transport === "in memory" ? memory : globalThis.fetch;
const call = caller === "the package" ? ours(url, fetch) : bare(url, fetch, caller === "bare fetch with a timeout");
process.on("message", (times: number) => void cost(call, times).then((average) => process.send?.(average)));
