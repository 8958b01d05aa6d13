/** A queue of values, each with a position: first in, first out, or in the order of the positions. */
export interface OutcomeQueue<Value> {
  /** How many values can be taken now. */
  readonly ready: number;
  /** How many values wait for one of an earlier position. */
  readonly heldBack: number;
  add(index: number, value: Value): void;
  /** Says that there will be no value at this position. */
  skip(index: number): void;
  take(): Value | undefined;
}

export function createOutcomeQueue<Value>(inOrder: boolean): OutcomeQueue<Value> {
  /** Values in the order of their arrival, and those that will be taken before them, of which the first `head` have been taken. */
  let [arrived, queue]: [Value[], (Value | undefined)[]] = [[], []];
  let head = 0;
  let next = 0;
  const early = new Map<number, Value | undefined>();
  const advance = (): void => {
    while (early.has(next)) {
      const value = early.get(next);
      early.delete(next++);
      if (value !== undefined) arrived.push(value);
    }
  };
  return {
    get ready() {
      return arrived.length + queue.length - head;
    },
    get heldBack() {
      return early.size;
    },
    add(index, value) {
      if (!inOrder) arrived.push(value);
      else {
        early.set(index, value);
        advance();
      }
    },
    skip(index) {
      if (!inOrder) return;
      early.set(index, undefined);
      advance();
    },
    take() {
      if (head === queue.length) [queue, arrived, head] = [arrived, [], 0];
      const value = queue[head];
      if (value === undefined) return undefined;
      // `shift` would move all items of a long array each time; and what was taken must not be kept until the last is.
      queue[head++] = undefined;
      return value;
    },
  };
}
