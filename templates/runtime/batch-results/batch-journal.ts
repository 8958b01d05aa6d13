import type { Fate } from "./request-decision.js";
import type { BatchFailure } from "./batch-outcomes.js";
import { checksum } from "./checksum.js";

/**
 * Where a run keeps what is done, line by line. A run that is given the journal of an earlier one, and the same inputs, goes on where that
 * one ended: what succeeded or failed is neither sent nor given out again, and everything else is.
 */
export interface Journal {
  /** All lines so far, in order. */
  read(): Iterable<string> | AsyncIterable<string>;
  /** Adds a line at the end. It must be safe when the promise is fulfilled: then its outcomes are given out. */
  append(line: string): Promise<void>;
}

/** What a journal says of an input. */
export interface JournalEntry {
  /** The position of the input, from 0. */
  readonly index: number;
  /** Why it failed; absent where it succeeded. */
  readonly error?: BatchFailure;
}

/** One line: positions and checksums of inputs. An input that changed since must not be taken for the one that was sent. */
interface Line {
  readonly done: readonly (readonly [index: number, sum: number])[];
  readonly failed: readonly (readonly [index: number, sum: number, error: BatchFailure])[];
}

/** Everything that a journal says, in the order in which it became known. */
export async function* readJournal(journal: Journal): AsyncGenerator<JournalEntry, void, undefined> {
  for await (const line of journal.read()) {
    const { done, failed } = parse(line);
    for (const [index] of done) yield { index };
    for (const [index, , error] of failed) yield { index, error };
  }
}

/** A journal as a run uses it. */
export interface Book<Input> {
  /** What an earlier run left: `done`, `failed`, or nothing. Throws where that was another input. */
  find(index: number, input: Input): "done" | "failed" | undefined;
  /** Keeps what is final. */
  keep(fates: readonly Fate<Input>[]): Promise<void>;
}

export async function openBook<Input>(journal: Journal): Promise<Book<Input>> {
  const entries = new Table();
  for await (const text of journal.read()) {
    const { done, failed } = parse(text);
    for (const [index, sum] of done) entries.set(index, 1, sum);
    for (const [index, sum] of failed) entries.set(index, 2, sum);
  }
  return {
    find(index, input) {
      const kind = entries.kind(index);
      if (kind === 0) return undefined;
      if (entries.sum(index) === sumOf(input)) return kind === 1 ? "done" : "failed";
      throw new TypeError(`The journal is that of other inputs: input ${index} differs from the one that it tells about.`);
    },
    async keep(fates) {
      const final = fates.filter((fate) => !("reason" in fate));
      if (final.length === 0) return;
      const line: Line = {
        done: final.flatMap((fate) => ("record" in fate ? [[fate.item.index, sumOf(fate.item.input)] as const] : [])),
        failed: final.flatMap((fate) =>
          "failure" in fate ? [[fate.item.index, sumOf(fate.item.input), fate.failure] as const] : [],
        ),
      };
      await journal.append(JSON.stringify(line));
    },
  };
}

function sumOf(input: unknown): number {
  return checksum(JSON.stringify([input]));
}

function parse(text: string): Line {
  const line = JSON.parse(text) as Partial<Line>;
  if (!Array.isArray(line.done) || !Array.isArray(line.failed)) throw new TypeError("The journal is none of a batch run.");
  return line as Line;
}

/** Five bytes an input, so that a journal of millions fits into memory. */
class Table {
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
