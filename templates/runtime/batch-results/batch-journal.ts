import type { InputResult } from "./batch-items.js";
import type { BatchFailure } from "./batch-outcomes.js";
import { checksum } from "./checksum.js";

/**
 * Where a run records its outcomes, line by line. A run with the journal of an earlier run, and the same inputs, continues it: what succeeded
 * or failed is neither sent nor reported again, and everything else is.
 */
export interface Journal {
  /** All lines so far, in order. */
  read(): Iterable<string> | AsyncIterable<string>;
  /** Adds a line at the end. The line must be stored safely when the promise is fulfilled: the run reports its outcomes then. */
  append(line: string): Promise<void>;
}

/** An outcome in a journal. */
export interface JournalEntry {
  /** The position of the input, from 0. */
  readonly index: number;
  /** Why the input failed; absent where it succeeded. */
  readonly error?: BatchFailure;
}

/** A line: positions and checksums of inputs. The checksum shows whether the input at the position is still the one that was sent. */
interface JournalLine {
  readonly done: readonly (readonly [index: number, sum: number])[];
  readonly failed: readonly (readonly [index: number, sum: number, error: BatchFailure])[];
}

/** All entries of a journal, in the order in which they were added. */
export async function* readJournal(
  journal: Journal,
): AsyncGenerator<JournalEntry, void, undefined> {
  for await (const line of journal.read()) {
    const { done, failed } = parse(line);
    for (const [index] of done) yield { index };
    for (const [index, , error] of failed) yield { index, error };
  }
}

/** A journal whose earlier entries have been read. */
export interface OpenJournal<Input> {
  /** The outcome of an input in an earlier run, if there is one. Throws if the input differs from the one of that run. */
  find(index: number, input: Input): "done" | "failed" | undefined;
  /** Adds the results that are final. */
  append(results: readonly InputResult<Input>[]): Promise<void>;
}

export async function openJournal<Input>(journal: Journal): Promise<OpenJournal<Input>> {
  const entries = new EntryTable();
  for await (const text of journal.read()) {
    const { done, failed } = parse(text);
    for (const [index, sum] of done) entries.set(index, 1, sum);
    for (const [index, sum] of failed) entries.set(index, 2, sum);
  }
  return {
    find(index, input) {
      const kind = entries.kind(index);
      if (kind === 0) return undefined;
      if (entries.sum(index) === checksumOf(input)) return kind === 1 ? "done" : "failed";
      throw new TypeError(
        `The journal belongs to other inputs: input ${index} differs from the one in the journal.`,
      );
    },
    async append(results) {
      const final = results.filter((result) => !("reason" in result));
      if (final.length === 0) return;
      const line: JournalLine = {
        done: final.flatMap((result) =>
          "record" in result ? [[result.item.index, checksumOf(result.item.input)] as const] : [],
        ),
        failed: final.flatMap((result) =>
          "failure" in result
            ? [[result.item.index, checksumOf(result.item.input), result.failure] as const]
            : [],
        ),
      };
      await journal.append(JSON.stringify(line));
    },
  };
}

function checksumOf(input: unknown): number {
  return checksum(JSON.stringify([input]));
}

function parse(text: string): JournalLine {
  const line = JSON.parse(text) as Partial<JournalLine>;
  if (!Array.isArray(line.done) || !Array.isArray(line.failed))
    throw new TypeError("The journal is not one of a batch run.");
  return line as JournalLine;
}

/** Five bytes an input, so that a journal of millions of inputs fits into memory. */
class EntryTable {
  #kinds = new Uint8Array(1024);
  #sums = new Uint32Array(1024);

  kind(index: number): number {
    return this.#kinds[index] ?? 0;
  }

  sum(index: number): number {
    return this.#sums[index] ?? 0;
  }

  set(index: number, kind: 1 | 2, sum: number): void {
    if (index >= this.#kinds.length) this.#grow(index * 2);
    this.#kinds[index] = kind;
    this.#sums[index] = sum;
  }

  #grow(length: number): void {
    const [kinds, sums] = [new Uint8Array(length), new Uint32Array(length)];
    kinds.set(this.#kinds);
    sums.set(this.#sums);
    [this.#kinds, this.#sums] = [kinds, sums];
  }
}
