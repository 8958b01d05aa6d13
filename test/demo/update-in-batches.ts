import type { PartnerClients, SimplePublicObject, StandardError } from "../../generated/src/index.js";
import { type Reason, reasonOfEntry, readFailure } from "./reasons.js";

/** One record to change. */
export interface Update {
  readonly id: string;
  readonly properties: Readonly<Record<string, string>>;
  /** A unique property that `id` is a value of; without it, `id` is the record's own. */
  readonly idProperty?: string;
}

/** What became of one update; every update gets exactly one. */
export type Outcome =
  | { readonly status: "updated"; readonly update: Update; readonly record: SimplePublicObject }
  | { readonly status: "refused" | "unconfirmed"; readonly update: Update; readonly reason: Reason };

/** As many inputs as one request may carry. */
const maximum = 100;

/** Sends updates by the hundred, one request after the other, and gives the outcomes of each. */
export async function* updateInBatches(
  partnerClients: PartnerClients,
  updates: readonly Update[],
): AsyncGenerator<readonly Outcome[]> {
  let hopeless: Reason | undefined;
  for (let start = 0; start < updates.length; start += maximum) {
    const batch = updates.slice(start, start + maximum);
    const sent: Sent = hopeless ? { outcomes: fail(batch, "unconfirmed", notSent(hopeless)) } : await send(partnerClients, batch);
    hopeless ??= sent.hopeless;
    yield sent.outcomes;
  }
}

interface Sent {
  readonly outcomes: readonly Outcome[];
  /** Why the next request would fail as well. */
  readonly hopeless?: Reason | undefined;
}

function notSent({ message }: Reason): Reason {
  return { category: "NOT_SENT", message: `Not sent after an earlier request failed: ${message}` };
}

function fail(batch: readonly Update[], status: "refused" | "unconfirmed", reason: Reason): readonly Outcome[] {
  return batch.map((update) => ({ status, update, reason }));
}

/** The trace id is the position in the batch: with one on each input the service refuses inputs one by one, and says which. */
async function send(partnerClients: PartnerClients, batch: readonly Update[]): Promise<Sent> {
  const inputs = batch.map((update, index) => ({ ...update, objectWriteTraceId: String(index) }));
  try {
    const { headers, data } = await partnerClients.batch.update({ inputs }).withResponse();
    return { outcomes: join(batch, data, headers.get("x-hubspot-correlation-id") ?? undefined) };
  } catch (error) {
    const { refused, hopeless, reason } = readFailure(error);
    return { outcomes: fail(batch, refused ? "refused" : "unconfirmed", reason), ...(hopeless && { hopeless: reason }) };
  }
}

interface Answered {
  readonly results: readonly SimplePublicObject[];
  readonly errors?: readonly StandardError[];
}

/** By trace id, then by id, then by the value of the identifying property, which may come back in lower case. */
function join(
  batch: readonly Update[],
  { results, errors = [] }: Answered,
  correlationId: string | undefined,
): readonly Outcome[] {
  const records = new Map(results.flatMap((record) => keysOfRecord(record, batch).map((key) => [key, record])));
  const refusals = new Map(errors.flatMap((entry) => keysOfEntry(entry).map((key) => [key, entry])));
  return batch.map((update, index): Outcome => {
    const keys = [`trace ${String(index)}`, `id ${update.id.toLowerCase()}`];
    const [record] = keys.flatMap((key) => records.get(key) ?? []);
    if (record) return { status: "updated", update, record };
    const [entry] = keys.flatMap((key) => refusals.get(key) ?? []);
    if (entry) return { status: "refused", update, reason: reasonOfEntry(entry, correlationId) };
    return {
      status: "unconfirmed",
      update,
      reason: { category: "UNCONFIRMED", message: "Neither a result nor an error named it.", correlationId },
    };
  });
}

function keysOfRecord({ id, properties, objectWriteTraceId }: SimplePublicObject, batch: readonly Update[]): readonly string[] {
  const idProperties = new Set(batch.flatMap(({ idProperty }) => idProperty ?? []));
  const ids = [id, ...[...idProperties].flatMap((property) => properties[property] ?? [])];
  return [
    ...(objectWriteTraceId === undefined ? [] : [`trace ${objectWriteTraceId}`]),
    ...ids.map((value) => `id ${value.toLowerCase()}`),
  ];
}

function keysOfEntry({ context }: StandardError): readonly string[] {
  const details = new Map(Object.entries(context ?? {}));
  const traces = details.get("objectWriteTraceId") ?? [];
  // Several ids may share an entry, and only some of them a trace id: both lists count.
  return [...traces.map((trace) => `trace ${trace}`), ...(details.get("ids") ?? []).map((id) => `id ${id.toLowerCase()}`)];
}
