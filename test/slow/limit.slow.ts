import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createRateLimiter, PartnerClients } from "../../generated/src/index.js";

const limit = { bucket: "account", requests: 100, windowSeconds: 10 };
const windows = 5;

/** The same as `test/batch/rate-limit.test.ts`, but over sockets and in real time. */
test("a run uses 98 % of the service's rate limit, and gets no 429", { timeout: 120_000 }, async () => {
  const count = limit.requests * windows * 100;
  const child = fork(join(import.meta.dirname, "limited-service.ts"), [String(count), String(limit.requests)], {
    execArgv: ["--import", "tsx"],
  });
  onTestFinished(() => void child.kill());
  const [service] = (await once(child, "message")) as [{ url: string; token: string }];
  const times: number[] = [];
  let refused = 0;
  const partnerClients = new PartnerClients({
    accessToken: service.token,
    baseUrl: service.url,
    rateLimit: createRateLimiter([limit]),
    onRequest: () => void times.push(performance.now()),
    onResponse: ({ status }) => void (refused += status === 429 ? 1 : 0),
  });
  const inputs = Array.from({ length: count }, (_, index) => ({ id: String(index + 1), properties: { name: `New ${index}` } }));
  const { succeeded, requests, retries } = await partnerClients.batch.updateMany(inputs);
  expect({ succeeded, requests, retries, refused }).toEqual({
    succeeded: count,
    requests: count / 100,
    retries: 0,
    refused: 0,
  });
  // The time from the first request of the first window to the first request of the last.
  const took = (times[limit.requests * (windows - 1)] ?? Infinity) - (times[0] ?? 0);
  const used = ((windows - 1) * limit.windowSeconds * 1000) / took;
  console.log(`${(used * 100).toFixed(1)} % of ${limit.requests} requests in ${limit.windowSeconds} seconds`);
  expect(used).toBeGreaterThanOrEqual(0.98);
});
