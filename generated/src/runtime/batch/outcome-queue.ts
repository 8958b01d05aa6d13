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
  let queue: Value[] = [];
  let head = 0;
  let next = 0;
  const early = new Map<number, Value | undefined>();
  const advance = (): void => {
    while (early.has(next)) {
      const value = early.get(next);
      early.delete(next++);
      if (value !== undefined) queue.push(value);
    }
  };
  return {
    get ready() {
      return queue.length - head;
    },
    get heldBack() {
      return early.size;
    },
    add(index, value) {
      if (!inOrder) queue.push(value);
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
      const value = queue[head++];
      // `shift` would move all items of a long array each time.
      if (head >= queue.length) [queue, head] = [[], 0];
      return value;
    },
  };
}
