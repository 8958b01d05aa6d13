import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { runBatch } from "../../templates/runtime/batch-run.js";
import { createClient } from "../../templates/runtime/client.js";
import { createRateLimiter } from "../../templates/runtime/create-rate-limiter.js";
import { path } from "../../templates/runtime/path.js";
import { writes } from "./cases.js";
import { facts, type Row, type Write } from "./model-service.js";

const limit = { requests: 20, windowMs: 400 };

/** A service that refuses what is too much for the last window, by its own clock, and keeps the time of each request. */
async function counting() {
  const times: number[] = [];
  let refused = 0;
  const server = createServer((request, response) => {
    const now = performance.now();
    const full = (times.at(-limit.requests) ?? -Infinity) > now - limit.windowMs;
    if (full) refused++;
    else times.push(now);
    void text(request).then((body) => {
      const { inputs } = JSON.parse(body) as { readonly inputs: readonly object[] };
      response.writeHead(full ? 429 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(full ? { status: "error" } : { status: "COMPLETE", results: inputs }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, times, refused: () => refused };
}

test("a run uses the whole limit of the service, and causes no refusal", async () => {
  const { url, times, refused } = await counting();
  const bucket = { bucket: "all", requests: limit.requests, windowSeconds: limit.windowMs / 1000 };
  const client = createClient({ baseUrl: url, accessToken: "t", rateLimit: createRateLimiter([bucket]) });
  const windows = 6;
  const requests = limit.requests * windows;
  const summary = await runBatch<Write, Row, "updated">(
    { ...facts, maximum: 1 },
    (inputs, call) => client.send({ operation: "write", method: "POST", path: path`/write`, body: { inputs } }, call),
    writes(requests),
  );
  expect(summary).toMatchObject({ succeeded: requests, requests, retries: 0 });
  expect(refused()).toBe(0);
  // From the first request of a window to the first of the next one. The machine may be late for some, the limiter for none.
  const firsts = times.filter((_, index) => index % limit.requests === 0);
  const lengths = firsts.slice(1).map((time, index) => time - (firsts[index] ?? NaN));
  const [median = Infinity] = lengths.sort((a, b) => a - b).slice(windows / 2 - 1);
  expect(limit.windowMs / median).toBeGreaterThanOrEqual(0.95);
});
