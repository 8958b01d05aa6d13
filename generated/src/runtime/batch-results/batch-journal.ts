import { type BatchItem, type InputResult, isSkip } from "./batch-items.js";
import type { BatchFailure } from "./batch-outcomes.js";
import type { Chunk } from "./pending-requests.js";

/**
 * Where a run records its outcomes, line by line. A run with the journal of an earlier run, and the same inputs, continues it: what succeeded
 * or failed is not sent again, and everything else is. The failures are reported again, since whoever reads the outcomes may have been
 * stopped before they had them.
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
  /** The failure of an entry before was given up, so that the input is sent again: the input has no outcome until the next entry. */
  readonly retried?: true;
}

/** A line: positions and checksums of inputs. The checksum shows whether the input at the position is still the one that was sent. */
interface JournalLine {
  readonly done: readonly (readonly [index: number, sum: number])[];
  readonly failed: readonly (readonly [index: number, sum: number, error: BatchFailure])[];
  /** The positions of inputs that may have been carried out although no outcome says so, and of those that were not, after all. */
  readonly doubtful?: readonly number[];
  readonly undone?: readonly number[];
  /** From here on, the failures of all lines before are void: a run sends their inputs again. */
  readonly retried?: true;
}

/** What a journal knows about an input: its outcome, or that an earlier run may have carried it out. */
export type JournalState =
  | { readonly kind: "new" | "doubtful" | "done" }
  | { readonly kind: "failed"; readonly error: BatchFailure };

/** All entries of a journal, in the order in which they were added. The last one of an input is true. */
export async function* readJournal(
  journal: Journal,
): AsyncGenerator<JournalEntry, void, undefined> {
  let failures: number[] = [];
  for await (const line of journal.read()) {
    const { done, failed, retried } = parse(line);
    if (retried) {
      for (const index of failures) yield { index, retried };
      failures = [];
    }
    for (const [index] of done) yield { index };
    for (const [index, , error] of failed) {
      if (isRetried(error)) failures.push(index);
      yield { index, error };
    }
  }
}

/** Whether `retryFailures` sends the input again. One that a later input of its record has replaced would undo what that one did. */
function isRetried({ category, attempts }: BatchFailure): boolean {
  return !(category === "SUPERSEDED" && attempts === 0);
}

/** A journal whose earlier entries have been read. */
export interface OpenJournal<Input> {
  /** What is known of an input. Throws if it differs from the input with which an earlier run had an outcome. */
  find(item: Pick<BatchItem<Input>, "index" | "sum" | "key">): JournalState;
  /** Notes that these items are about to be sent, where a killed process must not forget it. */
  begin(items: Chunk<Input>): Promise<void>;
  /** Adds results. */
  append(results: readonly InputResult<Input>[]): Promise<void>;
}

/** How a run takes up a journal. */
export interface JournalOptions {
  /** Whether inputs that failed in earlier runs are sent again. */
  readonly retryFailures?: boolean | undefined;
  /** Whether nothing is written. */
  readonly readOnly?: boolean | undefined;
}

export async function openJournal<Input>(
  journal: Journal,
  { retryFailures = false, readOnly = false }: JournalOptions = {},
): Promise<OpenJournal<Input>> {
  const entries = new EntryTable();
  const failures = new Map<number, BatchFailure>();
  const doubtful = new Set<number>();
  const forgetFailures = () => {
    for (const [index, error] of failures) {
      if (!isRetried(error)) continue;
      entries.set(index, 0, 0);
      failures.delete(index);
    }
  };
  for await (const text of journal.read()) {
    const { done, failed, doubtful: unknown = [], undone = [], retried } = parse(text);
    if (retried) forgetFailures();
    for (const index of unknown) doubtful.add(index);
    for (const index of undone) doubtful.delete(index);
    for (const [index, sum] of done) entries.set(index, 1, sum);
    for (const [index, sum, error] of failed) {
      entries.set(index, 2, sum);
      failures.set(index, error);
    }
  }
  if (retryFailures && [...failures.values()].some(isRetried)) {
    // Before any of them is sent: if this run is killed, a later one must not report them as failed.
    if (!readOnly) await journal.append(JSON.stringify({ done: [], failed: [], retried: true }));
    forgetFailures();
  }
  return {
    find({ index, sum, key }) {
      const kind = entries.kind(index);
      if (kind === 0) return { kind: doubtful.has(index) ? "doubtful" : "new" };
      const error = failures.get(index);
      // What failed may be changed before it is retried, also where it stays superseded.
      if (entries.sum(index) !== sum && !(error && retryFailures))
        throw new TypeError(describeChange(index, key, error));
      return kind === 1 || !error ? { kind: "done" } : { kind: "failed", error };
    },
    async begin(items) {
      const fresh = items.filter(({ index }) => !doubtful.has(index));
      if (fresh.length === 0) return;
      await journal.append(
        JSON.stringify({ done: [], failed: [], doubtful: fresh.map(({ index }) => index) }),
      );
      for (const { index } of fresh) doubtful.add(index);
    },
    async append(results) {
      const line = lineFor(results, doubtful);
      if (line) await journal.append(JSON.stringify(line));
    },
  };
}

function describeChange(index: number, key: string, error: BatchFailure | undefined): string {
  const input = `input ${index}${key === "" ? "" : ` (${JSON.stringify(key)})`}`;
  return error
    ? `The ${input} has changed since it failed in an earlier run. Set retryFailures to send it and all others that failed.`
    : `The journal belongs to other inputs: ${input} differs from the one that succeeded there.`;
}

/** Undefined where there is nothing to add. */
function lineFor(
  results: readonly InputResult<unknown>[],
  doubtful: Set<number>,
): JournalLine | undefined {
  const [done, failed]: [JournalLine["done"][number][], JournalLine["failed"][number][]] = [[], []];
  const [unknown, undone]: [number[], number[]] = [[], []];
  for (const result of results) {
    const { index, sum } = result.item;
    if ("record" in result) done.push([index, sum]);
    else if ("failure" in result) failed.push([index, sum, result.failure]);
    else if (isSkip(result.reason.code)) {
      if (doubtful.delete(index)) undone.push(index);
    } else if (!doubtful.has(index)) {
      doubtful.add(index);
      unknown.push(index);
    }
  }
  if (done.length + failed.length + unknown.length + undone.length === 0) return undefined;
  return {
    done,
    failed,
    ...(unknown.length > 0 && { doubtful: unknown }),
    ...(undone.length > 0 && { undone }),
  };
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

  set(index: number, kind: 0 | 1 | 2, sum: number): void {
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
