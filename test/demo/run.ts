import type { PartnerClients } from "../../generated/src/index.js";
import { showProgress } from "./progress.js";
import { report } from "./report.js";
import { type Outcome, type Update, updateInBatches } from "./update-in-batches.js";

/** Updates, shows how far it is, prints the tables, and gives the outcomes. */
export async function run(
  partnerClients: PartnerClients,
  updates: readonly Update[],
  stream: NodeJS.WriteStream,
): Promise<readonly Outcome[]> {
  const progress = showProgress(updates.length, stream);
  const requests: (readonly Outcome[])[] = [];
  for await (const outcomes of updateInBatches(partnerClients, updates)) {
    requests.push(outcomes);
    const known = requests.flat();
    progress.step(known.length, known.filter(({ status }) => status === "updated").length);
  }
  progress.end();
  stream.write(`\n${report(requests, stream)}\n`);
  return requests.flat();
}
