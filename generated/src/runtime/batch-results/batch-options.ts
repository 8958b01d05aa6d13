import type { BatchProgress } from "./batch-outcomes.js";
import type { Journal } from "./batch-journal.js";
import type { RequestOptions } from "../options/options.js";

/** Options of a batch run. The options of a request apply to each of its requests, except `signal` and `deadlineMs`, which end the run. */
export interface BatchOptions<Params = never> extends RequestOptions {
  /** The parameters of each request besides its inputs. */
  params?: Params | undefined;
  /** Whether outcomes come in the order of the inputs. Default: as they become known. */
  inOrder?: boolean | undefined;
  /**
   * What to do with an input for the record of an earlier input. Two of them are never in one request or in flight at the same time.
   *
   * - `in-order`: it is sent once the earlier one has its outcome. The default.
   * - `last-wins`: it replaces an earlier one that has not been sent; that one fails as `SUPERSEDED`.
   * - `error`: it fails as `DUPLICATE`. The run remembers the key of every input then, so memory grows with their number.
   */
  onDuplicate?: "in-order" | "last-wins" | "error" | undefined;
  /** The most requests in flight; the run adapts their number to the service below it. Default: `10`. */
  concurrency?: number | undefined;
  /** The most bytes that the inputs of a request take. */
  maximumBytes?: number | undefined;
  /** The most requests to spend on finding the inputs because of which the service rejects whole requests. Default: `1000`. A run ends
   * earlier if more than 20 of its requests fail, and more than 5 % of them. */
  isolationRequests?: number | undefined;
  /** How many inputs there are, to estimate when the run ends. Default: the length of an array. */
  total?: number | undefined;
  /** Records outcomes, so that a later run of the same inputs continues where this one ended. */
  journal?: Journal | undefined;
  /**
   * Sends the inputs again that failed in earlier runs with the journal, whether or not they were changed since; not those that a later
   * input had replaced. Default: `false`.
   */
  retryFailures?: boolean | undefined;
  /** Called with the progress of the run after each request. */
  onProgress?: ((progress: BatchProgress) => void) | undefined;
}

/** Inputs of a batch run: an array, a generator, a stream. They are read as they are sent. */
export type BatchInputs<Input> = Iterable<Input> | AsyncIterable<Input> | ReadableStream<Input>;
