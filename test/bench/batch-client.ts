import { PartnerClients } from "../../generated/src/index.js";

/** One measurement: sends so many updates with one of three clients, and prints the wall time, the CPU time and the maximum of memory. */

const [url = "", name = "", count = "0"] = process.argv.slice(2);

function* inputs() {
  for (let index = 0; index < Number(count); index++)
    yield { id: String(index), properties: { name: `Partner client ${index}`, property_number: "17" } };
}

type Input = ReturnType<typeof inputs> extends Iterable<infer One> ? One : never;

async function run(): Promise<number> {
  const partnerClients = new PartnerClients({ baseUrl: url, accessToken: "t", rateLimit: false });
  let updated = 0;
  for await (const { status } of partnerClients.batch.updateMany(inputs())) if (status === "succeeded") updated++;
  return updated;
}

/** The same run for its summary alone, which needs no promise for each outcome. */
async function summary(): Promise<number> {
  const partnerClients = new PartnerClients({ baseUrl: url, accessToken: "t", rateLimit: false });
  return (await partnerClients.batch.updateMany(inputs())).succeeded;
}

type TracedInput = Input & { readonly objectWriteTraceId: string };

interface Answer {
  readonly results: readonly { readonly objectWriteTraceId?: string }[];
}

async function sendBare(inputs: TracedInput[]): Promise<Answer> {
  const response = await fetch(`${url}/crm/v3/objects/partner_clients/batch/update`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer t" },
    body: JSON.stringify({ inputs }),
  });
  return (await response.json()) as Answer;
}

/** The same loop over the client's own calls: the rest of the difference to a run is what the run does for its inputs. */
async function calls(): Promise<number> {
  const partnerClients = new PartnerClients({ baseUrl: url, accessToken: "t", rateLimit: false });
  return loop(inputs(), (traced) => partnerClients.batch.update({ inputs: traced }));
}

/**
 * A loop as people write it by hand: it sends requests, with trace ids as the run does, so that they have the same size, and finds the result
 * of each input. It has no retries, timeouts, limits, checks of inputs or duplicates, and knows no other outcome than success.
 */
async function loop(all: Iterator<Input>, send = sendBare): Promise<number> {
  let updated = 0;
  for (;;) {
    const chunk: TracedInput[] = [];
    for (let step = all.next(); !step.done; step = all.next())
      if (chunk.push({ ...step.value, objectWriteTraceId: `by-hand-${step.value.id}` }) === 100) break;
    if (chunk.length === 0) return updated;
    const { results } = await send(chunk);
    const byTraceId = new Map(results.map((result) => [result.objectWriteTraceId, result]));
    for (const { objectWriteTraceId } of chunk) if (byTraceId.has(objectWriteTraceId)) updated++;
  }
}

async function loops(): Promise<number> {
  const all = inputs();
  const counts = await Promise.all(Array.from({ length: 10 }, () => loop(all)));
  return counts.reduce((sum, one) => sum + one, 0);
}

const clients = new Map([
  ["run", run],
  ["summary", summary],
  ["loop", () => loop(inputs())],
  ["loops", loops],
  ["calls", calls],
]);
const before = process.cpuUsage();
const start = performance.now();
const updated = await clients.get(name)?.();
if (updated !== Number(count)) throw new Error(`Only ${String(updated)} of ${count} were updated.`);
const { user, system } = process.cpuUsage(before);
console.log(
  JSON.stringify({
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: (user + system) / 1e6,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }),
);
