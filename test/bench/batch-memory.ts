import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PartnerClients } from "../../generated/src/index.js";
import { fileJournal } from "../../generated/src/journal.js";

/**
 * `npm run bench:batch-memory`: what a run keeps of inputs that neither succeed nor fail, in a heap without garbage. `-- 300000` gives the number of
 * inputs. The service confirms the first input of each request only; if it confirmed none, the run would give up after three requests.
 */

const count = Number(process.argv[2] ?? 300_000);

function* inputs() {
  for (let index = 0; index < count; index++)
    yield { id: String(index), properties: { name: `Partner client ${index}`, property_number: "17" } };
}

interface Body {
  readonly inputs: readonly { readonly id: string; readonly objectWriteTraceId: string }[];
}

/** @param confirmed - How many inputs of each request the service confirms. */
async function heapAfter(confirmed: number, journalFile: string | undefined): Promise<{ unknown: number; megabytes: number }> {
  const partnerClients = new PartnerClients({
    accessToken: "t",
    rateLimit: false,
    fetch: (_url, { body }) => {
      const { inputs: all } = JSON.parse(body as string) as Body;
      return Promise.resolve(Response.json({ status: "COMPLETE", results: all.slice(0, confirmed) }));
    },
  });
  const journal = journalFile === undefined ? undefined : fileJournal(journalFile);
  const before = heap();
  const run = partnerClients.batch.updateMany(inputs(), { journal });
  let unknown = 0;
  for await (const { status } of run) if (status === "unknown") unknown++;
  const megabytes = (heap() - before) / 2 ** 20;
  await journal?.close();
  // The run must be reachable until here.
  await run;
  return { unknown, megabytes };
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
}

const folder = mkdtempSync(path.join(tmpdir(), "bench-"));
await heapAfter(100, undefined);
try {
  for (const confirmed of [100, 1])
    for (const name of [undefined, "run.journal"]) {
      const file = name && path.join(folder, `${confirmed}-${name}`);
      const { unknown, megabytes } = await heapAfter(confirmed, file);
      const each = unknown === 0 ? "" : `, ${((megabytes * 2 ** 20) / unknown).toFixed(0)} bytes for each`;
      console.log(
        `${String(unknown).padStart(7)} of ${count} unknown, ${name ? "with" : "without"} a journal: ${megabytes.toFixed(1)} MB${each}`,
      );
    }
} finally {
  rmSync(folder, { recursive: true });
}
