/** Where the outcomes of a run come from. */
export interface Outcomes<Outcome> {
  /** The next one that is known. */
  take(): Outcome | undefined;
  /** Waits until one can be taken; false once there will be none. */
  more(): Promise<boolean>;
  /** Once all were taken. Throws what went wrong with the run. */
  finish(): Promise<void>;
  /** Whoever takes them has had enough: ends the run. */
  leave(): Promise<void>;
}

type Step<Outcome> = IteratorResult<Outcome, undefined>;

/**
 * Gives outcome after outcome. One that is known already costs a promise and no wait, unlike in a generator, which would cost more
 * than everything else that is done for an input.
 */
export function iterateOutcomes<Outcome extends object>(
  outcomes: Outcomes<Outcome>,
): AsyncIterator<Outcome, undefined, undefined> {
  let over = false;
  /** Those who asked before there was anything to give, and who are served first. */
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  const end: Step<Outcome> = { done: true, value: undefined };

  async function find(): Promise<Step<Outcome>> {
    while (!over && (await outcomes.more())) {
      const value = outcomes.take();
      if (value) return { done: false, value };
    }
    if (over) return end;
    over = true;
    await outcomes.finish();
    return end;
  }

  async function wait(): Promise<Step<Outcome>> {
    try {
      return await find();
    } finally {
      waiting--;
    }
  }

  return {
    next() {
      const value = over || waiting > 0 ? undefined : outcomes.take();
      if (value) return Promise.resolve({ done: false, value });
      waiting++;
      const found = last.then(wait, wait);
      last = found;
      return found;
    },
    async return() {
      over = true;
      await outcomes.leave();
      return end;
    },
  };
}
