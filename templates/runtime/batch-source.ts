import type { BatchInputs } from "./batch-options.js";

/** The inputs of a run, one after the other, each of them once: the run takes from it, and what it leaves is the rest. */
export interface Source<Input> {
  /** The next input; `waiting` while it is on its way, and then `arrived` is called. */
  take(): { readonly input: Input } | "waiting" | "end";
  /** There is nothing more to take. */
  readonly over: boolean;
  /** Why the inputs ended before they were over. */
  readonly fault: { readonly error: unknown } | undefined;
  /** Whatever was not taken. */
  rest(): AsyncGenerator<Input, void, undefined>;
}

type Steps<Input> = Iterator<Input> | AsyncIterator<Input>;

export function openSource<Input>(inputs: BatchInputs<Input>, arrived: () => void): Source<Input> {
  const steps = stepsOf(inputs);
  let [pending, come, ended]: [Promise<void> | undefined, IteratorResult<Input> | undefined, boolean] = [
    undefined,
    undefined,
    false,
  ];
  let fault: { readonly error: unknown } | undefined;
  const fail = (error: unknown): "end" => {
    fault = { error };
    ended = true;
    return "end";
  };
  const read = (step: IteratorResult<Input>) => {
    ended ||= step.done === true;
    return step.done === true ? "end" : { input: step.value };
  };
  const arrive = (step: IteratorResult<Input> | undefined): void => {
    [come, pending] = [step, undefined];
    arrived();
  };
  const begin = (): { readonly input: Input } | "waiting" | "end" => {
    try {
      const step = steps.next();
      if (!isPromise(step)) return read(step);
      pending = Promise.resolve(step).then(arrive, (error: unknown) => {
        fail(error);
        arrive(undefined);
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
      if (ended) return "end";
      const step = come;
      come = undefined;
      return step ? read(step) : begin();
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
    next: () => reader.read() as Promise<IteratorResult<Input>>,
    return: async () => {
      await reader.cancel();
      return { done: true, value: undefined };
    },
  };
}
