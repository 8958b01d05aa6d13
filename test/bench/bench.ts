import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { createClient } from "../../templates/runtime/client.js";
import { path } from "../../templates/runtime/path.js";

/** The answer of a page of a hundred records, about 30 KB. */
const page = JSON.stringify({
  results: Array.from({ length: 100 }, (_, id) => ({ id: String(id), properties: { name: "x".repeat(200) }, archived: false })),
});
const headers = { "content-type": "application/json" };

type Call = () => Promise<unknown>;

/** Median milliseconds of a call each, taken in turns, so that the machine's moods meet all alike. */
async function medians(calls: readonly Call[], rounds: number, perRound: number): Promise<readonly number[]> {
  const times = calls.map((): number[] => []);
  for (let round = -3; round < rounds; round++) {
    for (const [index, call] of calls.entries()) {
      const began = performance.now();
      for (let n = 0; n < perRound; n++) await call();
      if (round >= 0) times[index]?.push((performance.now() - began) / perRound);
    }
  }
  return times.map((own) => own.sort((a, b) => a - b)[Math.floor(own.length / 2)] ?? NaN);
}

function ours(baseUrl: string, fetch = globalThis.fetch): Call {
  const client = createClient({ accessToken: "t", baseUrl, fetch });
  return () => client.send({ operation: "list", method: "GET", path: path`/things`, query: { limit: 100 } });
}

function bare(baseUrl: string, fetch = globalThis.fetch): Call {
  return async () => {
    const init = { headers: { authorization: "Bearer t", accept: "application/json" } };
    const response = await fetch(`${baseUrl}/things?limit=100`, init);
    return JSON.parse(await response.text()) as unknown;
  };
}

async function tellTimes(): Promise<void> {
  const server = createServer((_, response) => response.writeHead(200, headers).end(page));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [wireBare = 0, wireOurs = 0] = await medians([bare(url), ours(url)], 60, 25);
  server.closeAllConnections();
  server.close();
  const memory = () => Promise.resolve(new Response(page, { headers }));
  const [memoryBare = 0, memoryOurs = 0] = await medians([bare(url, memory), ours(url, memory)], 60, 100);
  const own = (memoryOurs - memoryBare) * 1000;
  console.log(
    `over a loopback socket   fetch ${wireBare.toFixed(3)} ms   package ${wireOurs.toFixed(3)} ms   ${ratio(wireOurs, wireBare)}`,
  );
  console.log(
    `answered in memory       fetch ${memoryBare.toFixed(3)} ms   package ${memoryOurs.toFixed(3)} ms   ${own.toFixed(0)} µs of its own`,
  );
  console.log(`of a call of 50 ms       ${((own / 50_000) * 100).toFixed(2)} %`);
}

function ratio(ours: number, bare: number): string {
  return `${((ours / bare - 1) * 100).toFixed(1)} % more`;
}

async function tellSizes(): Promise<void> {
  const generated = join(import.meta.dirname, "../../generated/src");
  await tellSize(
    "this package: one operation",
    'export { createClient, isApiError } from "./client.js"; export { update } from "./operations/batch.js";',
    generated,
  );
  await tellSize("this package: everything", 'export * from "./index.js";', generated);
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    for (const peer of ["openapi-fetch@0.14.0", "@hey-api/client-fetch@0.13.1"]) await tellPeer(peer, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Peers that do neither retry, limit nor time out; installed for this run alone. */
async function tellPeer(peer: string, folder: string): Promise<void> {
  try {
    execFileSync("npm", ["install", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts", peer], {
      stdio: "ignore",
    });
  } catch {
    console.log(`${peer}: could not be installed`);
    return;
  }
  await tellSize(peer, `export * from ${JSON.stringify(peer.replace(/@[^@]*$/, ""))};`, folder);
}

async function tellSize(name: string, contents: string, resolveDir: string): Promise<void> {
  const stdin = { contents, resolveDir };
  const { outputFiles } = await build({ stdin, bundle: true, minify: true, format: "esm", target: "es2022", write: false });
  const bytes = outputFiles[0]?.contents ?? new Uint8Array();
  console.log(`${name.padEnd(32)} ${gzipSync(bytes, { level: 9 }).length} bytes gzip, ${bytes.length} minified`);
}

await tellTimes();
await tellSizes();
