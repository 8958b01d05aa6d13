import fc from "fast-check";
import type { Fault } from "../../fake/fake.js";
import type { BatchBody } from "../../fake/server/faults.js";

/** Faults of the fake service for one request. The rate limit is that of one second, since ten would only take longer. */
export const serviceFaults = {
  slow: { delayMs: 30 },
  "429 for a second": { status: 429, policy: "SECONDLY" },
  "429 with a header": { status: 429, policy: "SECONDLY", retryAfter: 0 },
  "423": { status: 423 },
  "500 before": { status: 500 },
  "502, a page": { status: 502, html: true },
  "502 after": { status: 502, afterEffect: true },
  "503 after": { status: 503, afterEffect: true },
  "504 after": { status: 504, afterEffect: true },
  "524 after": { status: 524, afterEffect: true },
  "dropped before": { connection: "drop", status: 500 },
  "dropped after": { connection: "drop", afterEffect: true },
  "cut in the body": { connection: "cut" },
  "stalled after": { connection: "stall", afterEffect: true },
  "stalled in the body": { connection: "stall-in-body" },
  "broken JSON": { body: '{"status":"COMPLETE","results":[', afterEffect: true },
  "no results": { emptyResults: true },
  "results missing": { change: (body) => ({ ...body, results: body.results.slice(1) }) },
  "results twice": { change: (body) => ({ ...body, results: [...body.results, ...body.results] }) },
  "results in another order": { change: (body) => ({ ...body, results: rotated(body.results) }) },
  "errors twice": { change: ({ errors = [], ...body }) => ({ ...body, errors: [...errors, ...errors] }) },
  "an error that names nothing": { change: ({ errors = [], ...body }) => ({ ...body, errors: [errorWithoutInputs, ...errors] }) },
  "wrong counts": { change: (body) => ({ ...body, numErrors: 77 }) },
  cancelled: { change: (body) => ({ ...body, status: "CANCELED" }) },
} as const satisfies Readonly<Record<string, Fault>>;
export type ServiceFault = keyof typeof serviceFaults;

/** The faults of the first requests of a run, in order. */
export const faultSequences = fc.array(fc.constantFrom(undefined, ...(Object.keys(serviceFaults) as ServiceFault[])), {
  maxLength: 8,
});

const errorWithoutInputs = { status: "error", category: "STRANGE", message: "Something.", context: {} };

function rotated(results: BatchBody["results"]): BatchBody["results"] {
  const middle = results.length >> 1;
  return [...results.slice(middle), ...results.slice(0, middle)];
}
