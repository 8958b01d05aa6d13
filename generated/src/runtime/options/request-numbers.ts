import {
  atLeastZero,
  checkNumbers,
  positiveBytes,
  positiveMs,
  wholeFrom,
} from "../values/check-numbers.js";
import type { RequestOptions } from "./options.js";

const ofRequest = {
  timeoutMs: positiveMs,
  deadlineMs: positiveMs,
  maxResponseBytes: positiveBytes,
};
const ofRetry = {
  attempts: wholeFrom(0),
  baseDelayMs: atLeastZero,
  maxDelayMs: atLeastZero,
  budget: atLeastZero,
};

/** Checks the numeric options of a request. They may come from the client, from one call, or from a batch run. */
export function checkRequestNumbers(options: RequestOptions): void {
  checkNumbers(options, ofRequest);
  checkNumbers(options.retry, ofRetry, "retry.");
}
