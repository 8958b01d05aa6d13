import type { InputResult } from "../batch-results/batch-items.js";
import { type OpenJournal, openJournal } from "../batch-results/batch-journal.js";
import type { BatchOptions } from "../batch-results/batch-options.js";
import type { Chunk } from "../batch-results/pending-requests.js";

/**
 * The journal of a run that may have none. If it cannot be written, nothing more is written to it, and the run ends; what was to be written is
 * true all the same, and is handed out.
 */
export class RunJournal<Input> {
  #open: OpenJournal<Input> | undefined;
  readonly #onFault: (error: unknown) => void;

  /** @param onFault - Called once, with the error of the journal. */
  constructor(onFault: (error: unknown) => void) {
    this.#onFault = onFault;
  }

  /** Reads what earlier runs have written. Throws if that cannot be read. */
  async open(options: Pick<BatchOptions<unknown>, "journal" | "retryFailures">): Promise<void> {
    if (options.journal) this.#open = await openJournal(options.journal, options);
  }

  /** What earlier runs know, to look inputs up. */
  get known(): Pick<OpenJournal<Input>, "find"> | undefined {
    return this.#open;
  }

  append(results: readonly InputResult<Input>[]): Promise<void> {
    return this.#keep((journal) => journal.append(results));
  }

  /** Notes items that are about to be sent, where a second attempt would not have the same effect: a later run must know of the first. */
  async begin(items: Chunk<Input>): Promise<void> {
    if (items.some(({ newKeys }) => newKeys)) await this.#keep((journal) => journal.begin(items));
  }

  async #keep(write: (journal: OpenJournal<Input>) => Promise<void>): Promise<void> {
    if (!this.#open) return;
    try {
      await write(this.#open);
    } catch (error) {
      this.#open = undefined;
      this.#onFault(error);
    }
  }
}
