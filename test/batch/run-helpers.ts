import type { BatchOptions, BatchInputs } from "../../templates/runtime/batch-results/batch-options.js";
import type { BatchOutcome } from "../../templates/runtime/batch-results/batch-outcomes.js";
import { inVirtualTime } from "./virtual-time.js";
import { ModelService, type ModelRecord, runAgainst, type ModelInput } from "./services/model-service.js";

/** Helpers to create inputs, run them against the model service, and read the outcomes. */

export type Outcome = BatchOutcome<ModelInput, ModelRecord>;
export const defaultBehaviour = { repeatsTraces: true, rejectsWhole: false, reverses: true };
export const allRecords: ReadonlySet<string> = Object.assign(new Set<string>(), { has: () => true });

export const inputFor = (id: string | number, more: Partial<ModelInput> = {}): ModelInput => ({
  id: String(id),
  value: `value of ${id}`,
  ...more,
});
export const inputsFor = (count: number): ModelInput[] => Array.from({ length: count }, (_, index) => inputFor(index));

export function createService(more: Partial<typeof defaultBehaviour> = {}): ModelService {
  return new ModelService(allRecords, { ...defaultBehaviour, ...more });
}

/** A service with a function that makes the response of each request, or undefined for the model's own response. */
export function respondingWith(service: ModelService, respond: (request: number, init: RequestInit) => Response | undefined) {
  let count = 0;
  return { fetch: async (url: string, init: RequestInit) => respond(count++, init) ?? (await service.fetch(url, init)) };
}

export const json = (status: number, body: object, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

export const codeOf = (outcome: Outcome) =>
  "error" in outcome ? outcome.error.category : "reason" in outcome ? outcome.reason.code : outcome.status;

export async function outcomesOf(service: Pick<ModelService, "fetch">, inputs: BatchInputs<ModelInput>, options?: BatchOptions) {
  const outcomes = await inVirtualTime(() => collect(runAgainst(service, inputs, options)));
  return outcomes.sort((a, b) => a.index - b.index);
}
