import type { PartnerClients } from "../../generated/src/index.js";
import { notRead, type Outcome, outcomeOf, type Update } from "./outcomes.js";
import { showProgress } from "./progress.js";
import { report } from "./report.js";

/** Updates, shows how far it is, prints the tables, and gives the outcomes. */
export async function run(
  partnerClients: PartnerClients,
  updates: readonly Update[],
  stream: NodeJS.WriteStream,
): Promise<readonly Outcome[]> {
  const progress = showProgress(updates.length, stream);
  let shown = 0;
  const run = partnerClients.batch.updateAll(updates, {
    inOrder: true,
    // One after the other, so that there is something to see.
    concurrency: 1,
    onProgress({ updated, failed, unconfirmed }) {
      const done = updated + failed + unconfirmed;
      if (done > shown) progress.step(done, updated);
      shown = done;
    },
  });
  const outcomes: Outcome[] = [];
  for await (const outcome of run) {
    const update = updates[outcome.index];
    if (update) outcomes.push(outcomeOf(outcome, update));
  }
  progress.end();
  const all = [...outcomes, ...updates.slice(outcomes.length).map(notRead)];
  stream.write(`\n${report(all, (await run).requests, stream)}\n`);
  return all;
}
