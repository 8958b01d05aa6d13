import type { BatchProgress } from "../batch-results/batch-outcomes.js";
import type { Journal } from "../batch-results/batch-journal.js";
import type { RequestOptions } from "../options/options.js";

/** Options of a batch run. Those of a request hold for each of its requests, but for `signal` and `deadlineMs`, which end the run. */
export interface BatchOptions<Done extends string = string, Params = never> extends RequestOptions {
  /** What each request says besides its inputs. */
  params?: Params | undefined;
  /** Gives the outcomes in the order of the inputs. Default: as they become known. */
  inOrder?: boolean | undefined;
  /**
   * What to do with an input whose record an earlier one names. No two of them are ever in one request, or on their way at the same time.
   *
   * - `in-order`: it is sent once the earlier one has its outcome. The default.
   * - `last-wins`: it takes the place of an earlier one that is not sent yet; that one fails as `SUPERSEDED`.
   * - `error`: it fails as `DUPLICATE`. The run remembers the key of every input then, so memory grows with their number.
   */
  onDuplicate?: "in-order" | "last-wins" | "error" | undefined;
  /** The most requests at a time; the run finds out how many the service takes well. Default: `10`. */
  concurrency?: number | undefined;
  /** The most bytes that the inputs of a request take. */
  maximumBytes?: number | undefined;
  /** The most requests to spend on finding the inputs that make the service refuse whole requests. Default: `1000`. */
  isolationRequests?: number | undefined;
  /** How many inputs there are, for the estimate of when the run ends. Default: the length of an array. */
  total?: number | undefined;
  /** Keeps what is done, so that a run of the same inputs goes on where the last one ended. */
  journal?: Journal | undefined;
  /** Is told how far the run is, after each request. */
  onProgress?: ((progress: BatchProgress<Done>) => void) | undefined;
}

/** Inputs of a batch run: a list, a generator, a stream. They are read as they are sent. */
export type BatchInputs<Input> = Iterable<Input> | AsyncIterable<Input> | ReadableStream<Input>;
