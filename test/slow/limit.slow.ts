import { expect, test } from "vitest";
import { createRateLimiter, PartnerClients } from "../../generated/src/index.js";
import { startFake } from "../fake/fake.js";

const limit = { bucket: "account", requests: 100, windowSeconds: 10 };
const windows = 5;

/** By the clock and over sockets what `test/batch/limit.test.ts` proves in time that passes as fast as something waits for it. */
test("a run uses 98 % of the service's limit, and causes no refusal", { timeout: 120_000 }, async () => {
  const count = limit.requests * windows * 100;
  const fake = await startFake({ records: count, limits: { perTenSeconds: limit.requests } });
  const times: number[] = [];
  let refused = 0;
  const partnerClients = new PartnerClients({
    accessToken: fake.token,
    baseUrl: fake.url,
    rateLimit: createRateLimiter([limit]),
    onRequest: () => void times.push(performance.now()),
    onResponse: ({ status }) => void (refused += status === 429 ? 1 : 0),
  });
  try {
    const inputs = Array.from({ length: count }, (_, index) => ({ id: String(index + 1), properties: { name: `New ${index}` } }));
    const { succeeded, requests, retries } = await partnerClients.batch.updateAll(inputs);
    expect({ succeeded, requests, retries, refused }).toEqual({
      succeeded: count,
      requests: count / 100,
      retries: 0,
      refused: 0,
    });
    // From the first request of the first window to the first of the last.
    const took = (times[limit.requests * (windows - 1)] ?? Infinity) - (times[0] ?? 0);
    const used = ((windows - 1) * limit.windowSeconds * 1000) / took;
    console.log(`${(used * 100).toFixed(1)} % of ${limit.requests} requests in ${limit.windowSeconds} seconds`);
    expect(used).toBeGreaterThanOrEqual(0.98);
  } finally {
    await fake.close();
  }
});
