import type { BatchInputs } from "../batch-results/batch-options.js";

/** The inputs of a run, each of them once: the run takes them one by one, and `rest` gives what it did not take. */
export interface InputSource<Input> {
  /** The next input, or the end; `waiting` while an asynchronous source has not answered: `onArrival` is called when it has. */
  take(): Step<Input> | "waiting";
  /** Gives back an input that was taken last; it is the next one again. */
  putBack(input: Input): void;
  /** Whether there is nothing more to take. */
  readonly ended: boolean;
  /** The error with which the source ended early, for whoever asks first: it is reported once. */
  takeFault(): { readonly error: unknown } | undefined;
  /** The inputs that were not taken. Throws if the source fails, or was closed before. */
  rest(): AsyncGenerator<Input, void, undefined>;
  /** Tells the source that no more inputs are wanted, unless it has ended, so that it can close its file. */
  close(): Promise<void>;
}

type Step<Input> = IteratorResult<Input, unknown>;
type InputIterator<Input> = Iterator<Input, unknown> | AsyncIterator<Input, unknown>;

const end = { done: true, value: undefined } as const;

export function openSource<Input>(
  inputs: BatchInputs<Input>,
  onArrival: () => void,
): InputSource<Input> {
  return new IteratorSource(iteratorOf(inputs), onArrival);
}

class IteratorSource<Input> implements InputSource<Input> {
  readonly #iterator: InputIterator<Input>;
  readonly #onArrival: () => void;
  #pending: Promise<void> | undefined;
  #arrived: Step<Input> | undefined;
  #ended = false;
  #closed = false;
  #fault: { readonly error: unknown } | undefined;

  constructor(iterator: InputIterator<Input>, onArrival: () => void) {
    this.#iterator = iterator;
    this.#onArrival = onArrival;
  }

  get ended(): boolean {
    return this.#ended && !this.#pending && !this.#arrived;
  }

  take(): Step<Input> | "waiting" {
    if (this.#pending) return "waiting";
    const step = this.#arrived;
    this.#arrived = undefined;
    return step ?? (this.#ended ? end : this.#advance());
  }

  putBack(input: Input): void {
    this.#arrived = { done: false, value: input };
  }

  takeFault(): { readonly error: unknown } | undefined {
    const fault = this.#fault;
    this.#fault = undefined;
    return fault;
  }

  async *rest(): AsyncGenerator<Input, void, undefined> {
    if (this.#closed)
      throw new Error(
        "The inputs were closed: call remaining() at once when the run has ended, or before.",
      );
    for (;;) {
      await this.#pending;
      const step = this.take();
      if (step === "waiting") continue;
      if (step.done) break;
      yield step.value;
    }
    const fault = this.takeFault();
    if (fault) throw fault.error;
  }

  async close(): Promise<void> {
    // An array needs no closing, so what is left of it can still be read.
    if (this.#ended || !this.#iterator.return) return;
    this.#ended = this.#closed = true;
    this.#arrived = undefined;
    await this.#iterator.return();
  }

  #advance(): Step<Input> | "waiting" {
    try {
      const step = this.#iterator.next();
      if (!isPromise(step)) return this.#check(step);
      this.#pending = Promise.resolve(step)
        .then(
          (arrived) => this.#arrive(() => this.#check(arrived)),
          (error: unknown) => this.#arrive(() => this.#fail(error)),
        )
        .finally(this.#onArrival);
      return "waiting";
    } catch (error) {
      return this.#fail(error);
    }
  }

  #arrive(read: () => Step<Input>): void {
    this.#pending = undefined;
    try {
      this.#arrived = read();
    } catch (error) {
      this.#arrived = this.#fail(error);
    }
    if (this.#closed) this.#arrived = undefined;
  }

  /** Notes the end. Reading `done` may throw, since the source may return anything. */
  #check(step: Step<Input>): Step<Input> {
    if (step.done) this.#ended = true;
    return step;
  }

  #fail(error: unknown): Step<Input> {
    this.#fault = { error };
    this.#ended = true;
    return end;
  }
}

function isPromise<Value>(value: Value | Promise<Value>): value is Promise<Value> {
  return typeof (value as { then?: unknown }).then === "function";
}

/** In browsers where streams are not iterable yet, a stream is read by its reader. */
function iteratorOf<Input>(inputs: BatchInputs<Input>): InputIterator<Input> {
  if (Symbol.asyncIterator in inputs) return inputs[Symbol.asyncIterator]();
  if (Symbol.iterator in inputs) return inputs[Symbol.iterator]();
  // Where a library declares every stream as iterable, the type of what is left is `never`.
  const stream: ReadableStream<Input> = inputs;
  const reader = stream.getReader();
  return {
    next: async () => {
      const { done, value } = await reader.read();
      return done ? { done, value: undefined } : { done, value };
    },
    return: async () => {
      await reader.cancel();
      reader.releaseLock();
      return { done: true, value: undefined };
    },
  };
}
