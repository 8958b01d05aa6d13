import { PartnerClients } from "../../generated/src/index.js";
import { fileJournal } from "../../generated/src/journal.js";
import { inputsOf } from "./update-all-inputs.js";

/** A process that may be killed at any moment: tells the position of every outcome as it is handed out, and the summary at its end. */
const [url = "", journal = "", count = ""] = process.argv.slice(2);
const partnerClients = new PartnerClients({ baseUrl: url, accessToken: "t", rateLimit: false });
const run = partnerClients.batch.updateAll(inputsOf(Number(count)), { journal: fileJournal(journal) });
for await (const { index } of run) process.stdout.write(`${index}\n`);
process.stdout.write(`${JSON.stringify(await run)}\n`);
