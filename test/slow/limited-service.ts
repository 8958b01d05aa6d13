import { startFake } from "../fake/fake.js";

/** A service with a rate limit in a process of its own, so that it counts requests on arrival even while the client is busy. */

const [, , records, perTenSeconds] = process.argv;
const fake = await startFake({ records: Number(records), limits: { perTenSeconds: Number(perTenSeconds) } });
process.send?.({ url: fake.url, token: fake.token });
