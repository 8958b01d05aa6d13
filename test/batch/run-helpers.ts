import type { BatchOptions, BatchInputs } from "../../templates/runtime/batch/batch-options.js";
import type { BatchOutcome } from "../../templates/runtime/batch-results/batch-outcomes.js";
import { inFastTime } from "./virtual-time.js";
import { ModelService, type Row, runAgainst, type Write } from "./model-service.js";

/** Short words for the cases of `runs.test.ts` and `journal.test.ts`. */

export type Outcome = BatchOutcome<Write, Row, "updated">;
export const usual = { repeatsTraces: true, rejectsWhole: false, reverses: true };
export const everything: ReadonlySet<string> = Object.assign(new Set<string>(), { has: () => true });

export const write = (id: string | number, more: Partial<Write> = {}): Write => ({
  id: String(id),
  value: `value of ${id}`,
  ...more,
});
export const writes = (count: number): Write[] => Array.from({ length: count }, (_, index) => write(index));

export function serviceOf(more: Partial<typeof usual> = {}): ModelService {
  return new ModelService(everything, { ...usual, ...more });
}

/** A service that answers each request by a function; a response, or undefined for the model's own. */
export function answering(service: ModelService, answer: (request: number, init: RequestInit) => Response | undefined) {
  let count = 0;
  return { fetch: async (url: string, init: RequestInit) => answer(count++, init) ?? (await service.fetch(url, init)) };
}

export const json = (status: number, body: object, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

export const told = (outcome: Outcome) =>
  outcome.status === "failed" ? outcome.error.category : outcome.status === "unconfirmed" ? outcome.reason.code : outcome.status;

export async function outcomesOf(
  service: Pick<ModelService, "fetch">,
  inputs: BatchInputs<Write>,
  options?: BatchOptions<"updated">,
) {
  const outcomes = await inFastTime(() => collect(runAgainst(service, inputs, options)));
  return outcomes.sort((a, b) => a.index - b.index);
}
