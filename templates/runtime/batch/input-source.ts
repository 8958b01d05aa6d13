import type { BatchInputs } from "./batch-options.js";

/** The inputs of a run, one after the other, each of them once: the run takes from it, and what it leaves is the rest. */
export interface Source<Input> {
  /** The next input, or the end; `waiting` while it is on its way, and then `arrived` is called. */
  take(): Step<Input> | "waiting";
  /** There is nothing more to take. */
  readonly over: boolean;
  /** Why the inputs ended before they were over. */
  readonly fault: { readonly error: unknown } | undefined;
  /** Whatever was not taken. */
  rest(): AsyncGenerator<Input, void, undefined>;
}

type Step<Input> = IteratorResult<Input, unknown>;
type Steps<Input> = Iterator<Input, unknown> | AsyncIterator<Input, unknown>;

const end = { done: true, value: undefined } as const;

export function openSource<Input>(inputs: BatchInputs<Input>, arrived: () => void): Source<Input> {
  const steps = stepsOf(inputs);
  let pending: Promise<void> | undefined;
  let come: Step<Input> | undefined;
  let ended = false;
  let fault: { readonly error: unknown } | undefined;
  const fail = (error: unknown): Step<Input> => {
    fault = { error };
    ended = true;
    return end;
  };
  /** The step as it is, which is no copy; asking it may fail, since it may be anything. */
  const read = (step: Step<Input>): Step<Input> => {
    if (step.done) ended = true;
    return step;
  };
  const arrive = (step: Step<Input>): void => {
    try {
      come = read(step);
    } catch (error) {
      come = fail(error);
    }
    pending = undefined;
    arrived();
  };
  const begin = (): Step<Input> | "waiting" => {
    try {
      const step = steps.next();
      if (!isPromise(step)) return read(step);
      pending = Promise.resolve(step).then(arrive, (error: unknown) => {
        come = fail(error);
        pending = undefined;
        arrived();
      });
      return "waiting";
    } catch (error) {
      return fail(error);
    }
  };
  return {
    get over() {
      return ended && !pending && !come;
    },
    get fault() {
      return fault;
    },
    take() {
      if (pending) return "waiting";
      const step = come;
      come = undefined;
      return step ?? (ended ? end : begin());
    },
    async *rest() {
      try {
        await pending;
        for (let step = come ?? (ended ? undefined : await steps.next()); step && !step.done; step = await steps.next()) {
          come = undefined;
          yield step.value;
        }
      } finally {
        ended = true;
        await steps.return?.();
      }
    },
  };
}

function isPromise<Value>(value: Value | Promise<Value>): value is Promise<Value> {
  return typeof (value as { then?: unknown }).then === "function";
}

/** Streams of browsers that cannot be iterated yet have a reader. */
function stepsOf<Input>(inputs: BatchInputs<Input>): Steps<Input> {
  if (Symbol.asyncIterator in inputs) return inputs[Symbol.asyncIterator]();
  if (Symbol.iterator in inputs) return inputs[Symbol.iterator]();
  // Some libraries of types say that every stream can be iterated: then nothing is left here.
  const stream: ReadableStream<Input> = inputs;
  const reader = stream.getReader();
  return {
    next: () => reader.read(),
    return: async () => {
      await reader.cancel();
      return { done: true, value: undefined };
    },
  };
}
