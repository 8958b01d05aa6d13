import type { PartnerClients } from "../../generated/src/index.js";
import { notRead, type Outcome, outcomeOf, type Update } from "./outcomes.js";
import { showProgress } from "./progress.js";
import { report } from "./report.js";

/** Sends the updates, shows the progress, prints the tables, and gives the outcomes. */
export async function run(
  partnerClients: PartnerClients,
  updates: readonly Update[],
  stream: NodeJS.WriteStream,
): Promise<readonly Outcome[]> {
  const progress = showProgress(updates.length, stream);
  let shown = 0;
  const run = partnerClients.batch.updateMany(updates, {
    inOrder: true,
    // One request at a time, so that the progress can be seen.
    concurrency: 1,
    onProgress({ succeeded, failed, skipped, unknown }) {
      const done = succeeded + failed + skipped + unknown;
      if (done > shown) progress.step(done, succeeded);
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
