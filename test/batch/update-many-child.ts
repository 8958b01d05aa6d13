import { PartnerClients } from "../../generated/src/index.js";
import { fileJournal } from "../../generated/src/journal.js";
import { inputsOf } from "./update-many-inputs.js";

/** A process that may be killed at any time. Prints the position of every outcome, marked where it is from the journal, and the summary at the end. */
const [url = "", journal = "", count = ""] = process.argv.slice(2);
const partnerClients = new PartnerClients({ baseUrl: url, accessToken: "t", rateLimit: false });
const run = partnerClients.batch.updateMany(inputsOf(Number(count)), { journal: fileJournal(journal) });
for await (const outcome of run) process.stdout.write(`${"fromJournal" in outcome ? "again " : ""}${outcome.index}\n`);
process.stdout.write(`${JSON.stringify(await run)}\n`);
