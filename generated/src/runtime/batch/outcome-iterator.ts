/** Where an iterator gets the outcomes of a run. */
export interface OutcomeSource<Outcome> {
  /** The next outcome, if there is one now. */
  take(): Outcome | undefined;
  /** Waits until there is an outcome; false once there will be none. */
  waitForMore(): Promise<boolean>;
  /** Called once all were taken. Throws the error of the run. */
  finish(): Promise<void>;
  /** Called when the caller stops iterating: ends the run. */
  leave(): Promise<void>;
}

type Step<Outcome> = IteratorResult<Outcome, undefined>;

/**
 * Iterates over the outcomes. An async generator would wait at each outcome, which costs more than everything else that is done for an
 * input; this iterator waits only when there is no outcome yet.
 */
export function iterateOutcomes<Outcome extends object>(
  outcomes: OutcomeSource<Outcome>,
): AsyncIterator<Outcome, undefined, undefined> {
  let over = false;
  /** How many calls of `next` wait for an outcome; they are served before later calls. */
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  const end: Step<Outcome> = { done: true, value: undefined };

  async function find(): Promise<Step<Outcome>> {
    while (!over && (await outcomes.waitForMore())) {
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
