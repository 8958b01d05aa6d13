import type { BatchFacts } from "../batch-results/batch-facts.js";
import { valuesAt } from "../batch-results/match-response.js";
import { placesOfFields } from "../batch-results/request-fields.js";
import type { BatchOptions } from "../batch-results/batch-options.js";

/** The maximum of inputs in a request with these other parameters. */
export function maximumInputsOf(
  facts: Pick<BatchFacts, "body" | "maximum" | "maximumWith">,
  params: unknown,
): number {
  const { maximum, maximumWith = [] } = facts;
  const places = placesOfFields(params, facts);
  const lower = maximumWith
    .filter(({ field }) => isPresent(places, field))
    .map((one) => one.maximum);
  return Math.min(maximum, ...lower);
}

function isPresent(places: readonly unknown[], field: string): boolean {
  const values = places.flatMap((place) => valuesAt(place, [field]));
  return values.some((value) => value !== "" && value !== false);
}

/** For services without a documented limit: the proxies before them tend to refuse a mebibyte. */
const defaultMaximumBytes = 1_000_000;

/** The maximum of bytes that the inputs of a request may take beside the rest of its body. */
export function maximumBytesOf(
  facts: BatchFacts,
  options: Pick<BatchOptions<unknown>, "maximumBytes" | "params">,
): number {
  const rest = JSON.stringify(options.params ?? {}).length + 64;
  return Math.max(1, (options.maximumBytes ?? facts.maximumBytes ?? defaultMaximumBytes) - rest);
}
