import type { InputResult } from "../batch-results/batch-items.js";
import type { Chunk } from "../batch-results/pending-requests.js";
import type { RequestYield } from "./failure-limits.js";

/** After so many inputs that were rejected alone, while none succeeded, the reason is probably the same for all others. */
const maxRejectedAlone = 3;

/**
 * A request with new inputs. If the service rejects it as a whole, its parts are sent one after the other, since what one part comes to
 * may make it pointless to send the next.
 */
export class RequestParts<Input> {
  readonly items: Chunk<Input>;
  readonly result: RequestYield = { succeeded: 0, failed: 0, unresolved: 0, wasRejected: false };
  /** What is sent now, or next. */
  current: Chunk<Input>;
  #waiting: Chunk<Input>[] = [];
  #rejectedAlone = 0;

  constructor(items: Chunk<Input>) {
    this.items = items;
    this.current = items;
  }

  count(result: InputResult<Input>): void {
    if ("record" in result) this.result.succeeded++;
    else if ("failure" in result) this.result.failed++;
    else this.result.unresolved++;
  }

  /** The service has rejected the current part, and named so many of its inputs. */
  reject(parts: readonly Chunk<Input>[], failures: number): void {
    this.result.wasRejected = true;
    if (this.current.length === 1) this.#rejectedAlone += failures;
    this.#waiting.unshift(...parts);
  }

  /** The part to send next; undefined if there is none. */
  next(): Chunk<Input> | undefined {
    const part = this.#waiting.shift();
    if (part) this.current = part;
    return part;
  }

  /** Whether every part will probably be rejected. */
  get isHopeless(): boolean {
    return this.result.succeeded === 0 && this.#rejectedAlone >= maxRejectedAlone;
  }

  /** Removes the parts that wait. */
  clear(): Chunk<Input> {
    return this.#waiting.splice(0).flat();
  }

  /** The items without an outcome. */
  get unsettled(): Chunk<Input> {
    return this.items.filter(({ isSettled }) => !isSettled);
  }
}
