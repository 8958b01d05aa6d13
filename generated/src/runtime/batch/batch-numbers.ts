import { checkRequestNumbers } from "../options/request-numbers.js";
import { atLeastZero, checkNumbers, type NumberRule, wholeFrom } from "../values/check-numbers.js";
import type { BatchOptions } from "../batch-results/batch-options.js";

const wholeOrInfinite: NumberRule = [
  "a whole number of at least 0, or Infinity",
  (value) => value >= 0 && !(value % 1 > 0),
];
const numbers = {
  concurrency: wholeFrom(1),
  maximumBytes: wholeFrom(1),
  isolationRequests: wholeOrInfinite,
  total: atLeastZero,
};

/** Checks the numeric options of a run, and those of its requests, before anything is read. */
export function checkBatchNumbers(options: BatchOptions<unknown>): void {
  checkRequestNumbers(options);
  checkNumbers(options, numbers);
}
