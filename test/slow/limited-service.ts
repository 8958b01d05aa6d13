import { startFake } from "../fake/fake.js";

/** A service with a limit, as a process: what a client does must not keep its requests from being counted when they arrive. */

const [, , records, perTenSeconds] = process.argv;
const fake = await startFake({ records: Number(records), limits: { perTenSeconds: Number(perTenSeconds) } });
process.send?.({ url: fake.url, token: fake.token });
