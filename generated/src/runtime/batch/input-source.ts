import type { BatchInputs } from "./batch-options.js";

/** The inputs of a run, each of them once: the run takes them one by one, and `rest` gives what it did not take. */
export interface InputSource<Input> {
  /** The next input, or the end; `waiting` while an asynchronous source has not answered: `onArrival` is called when it has. */
  take(): Step<Input> | "waiting";
  /** Whether there is nothing more to take. */
  readonly ended: boolean;
  /** The error with which the source ended early. */
  readonly fault: { readonly error: unknown } | undefined;
  /** The inputs that were not taken. */
  rest(): AsyncGenerator<Input, void, undefined>;
}

type Step<Input> = IteratorResult<Input, unknown>;
type InputIterator<Input> = Iterator<Input, unknown> | AsyncIterator<Input, unknown>;

const end = { done: true, value: undefined } as const;

export function openSource<Input>(
  inputs: BatchInputs<Input>,
  onArrival: () => void,
): InputSource<Input> {
  const iterator = iteratorOf(inputs);
  let pending: Promise<void> | undefined;
  let arrived: Step<Input> | undefined;
  let ended = false;
  let fault: { readonly error: unknown } | undefined;
  const fail = (error: unknown): Step<Input> => {
    fault = { error };
    ended = true;
    return end;
  };
  /** Notes the end. Reading `done` may throw, since the source may return anything. */
  const check = (step: Step<Input>): Step<Input> => {
    if (step.done) ended = true;
    return step;
  };
  const arrive = (step: Step<Input>): void => {
    try {
      arrived = check(step);
    } catch (error) {
      arrived = fail(error);
    }
    pending = undefined;
    onArrival();
  };
  const advance = (): Step<Input> | "waiting" => {
    try {
      const step = iterator.next();
      if (!isPromise(step)) return check(step);
      pending = Promise.resolve(step).then(arrive, (error: unknown) => {
        arrived = fail(error);
        pending = undefined;
        onArrival();
      });
      return "waiting";
    } catch (error) {
      return fail(error);
    }
  };
  return {
    get ended() {
      return ended && !pending && !arrived;
    },
    get fault() {
      return fault;
    },
    take() {
      if (pending) return "waiting";
      const step = arrived;
      arrived = undefined;
      return step ?? (ended ? end : advance());
    },
    async *rest() {
      try {
        await pending;
        for (
          let step = arrived ?? (ended ? undefined : await iterator.next());
          step && !step.done;
          step = await iterator.next()
        ) {
          arrived = undefined;
          yield step.value;
        }
      } finally {
        ended = true;
        await iterator.return?.();
      }
    },
  };
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
      return { done: true, value: undefined };
    },
  };
}
