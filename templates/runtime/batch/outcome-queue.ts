/** Hands out what became known: as it comes, or by position. */
export interface Outlet<Value> {
  /** How many can be taken now. */
  readonly ready: number;
  /** How many wait for one before them. */
  readonly waiting: number;
  put(index: number, value: Value): void;
  /** A position at which nothing will come. */
  skip(index: number): void;
  take(): Value | undefined;
}

export function createOutlet<Value>(inOrder: boolean): Outlet<Value> {
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
    get waiting() {
      return early.size;
    },
    put(index, value) {
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
      // Shifting a long array would move all of it each time.
      if (head >= queue.length) [queue, head] = [[], 0];
      return value;
    },
  };
}
