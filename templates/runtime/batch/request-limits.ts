import type { BatchFacts } from "../batch-results/batch-facts.js";
import { valuesAt } from "../batch-results/match-response.js";
import type { BatchOptions } from "./batch-options.js";

/** As many inputs as each request of a run may carry, given what else the requests say. */
export function maximumOf({ maximum, maximumWith = [] }: BatchFacts, params: unknown): number {
  const lower = maximumWith.filter(({ field }) => isSaid(params, field)).map((one) => one.maximum);
  return Math.min(maximum, ...lower);
}

/** The body may stand among the parameters, or by itself under one of them. */
function isSaid(params: unknown, field: string): boolean {
  const values = [...valuesAt(params, [field]), ...valuesAt(params, ["body", field])];
  return values.some((value) => value !== "" && value !== false);
}

/** Services that do not say tend to stand behind a proxy that refuses a mebibyte. */
const usualMaximum = 1_000_000;

/** What is left for the inputs beside the rest of the body. */
export function maximumBytesOf(
  facts: BatchFacts,
  options: Pick<BatchOptions<string, unknown>, "maximumBytes" | "params">,
): number {
  const rest = JSON.stringify(options.params ?? {}).length + 64;
  return Math.max(1, (options.maximumBytes ?? facts.maximumBytes ?? usualMaximum) - rest);
}
