import type { InputBuffer } from "../batch-requests/input-buffer.js";
import { RequestParts } from "../batch-requests/request-parts.js";
import type { BatchItem } from "../batch-results/batch-items.js";
import type { Chunk } from "../batch-results/pending-requests.js";
import type { InputSource } from "./input-source.js";
import type { OutcomeRecorder } from "./outcome-recorder.js";
import type { RunJournal } from "./run-journal.js";

/** Where the inputs of a run come from, and where those go that need no request. */
export interface FeedParts<Input> {
  readonly source: InputSource<Input>;
  readonly buffer: InputBuffer<Input>;
  readonly journal: RunJournal<Input>;
  readonly outcomes: Pick<OutcomeRecorder<Input, unknown>, "counters" | "queue" | "resume">;
  /** The most items that may wait in one place before reading pauses. */
  readonly maxBuffered: number;
}

/** Reads inputs, as many as are needed for the next request, and knows the requests whose inputs do not all have an outcome. */
export class RequestFeed<Input> {
  readonly #parts: FeedParts<Input>;
  /** Requests to send before any new one. */
  readonly #again: RequestParts<Input>[] = [];
  readonly #unfinished: RequestParts<Input>[] = [];

  constructor(parts: FeedParts<Input>) {
    this.#parts = parts;
  }

  /** Whether nothing can be sent without reading more. */
  get isEmpty(): boolean {
    const { pending, queues } = this.#parts.buffer;
    return this.#again.length === 0 && pending.size === 0 && queues.waiting === 0;
  }

  /** The next request to send; undefined if there is none now. */
  next(): RequestParts<Input> | undefined {
    const again = this.#again.shift();
    if (again) return again;
    const items = this.#nextItems();
    if (!items) return undefined;
    // At once, and not when the request goes out: until then, a later input for the record would replace the item.
    for (const item of items) item.sent = true;
    const request = new RequestParts(items);
    this.#unfinished.push(request);
    return request;
  }

  /** Has a request sent again, after those that are to be sent again already. */
  sendAgain(request: RequestParts<Input>): void {
    this.#again.push(request);
  }

  /** Sends the next part of a request that was divided. False if it has none: then the request is over. */
  continue(request: RequestParts<Input>): boolean {
    const part = request.next();
    if (part) this.#again.unshift(request);
    else this.#unfinished.splice(this.#unfinished.indexOf(request), 1);
    return part !== undefined;
  }

  /** Removes all items that were read and have no outcome, in their order. */
  clear(): BatchItem<Input>[] {
    const items = this.#unfinished.flatMap(({ unsettled }) => unsettled);
    return [...items, ...this.#parts.buffer.clear()].sort((a, b) => a.index - b.index);
  }

  /** The items of a new request: reads until a request is full, the inputs are over, or the buffer is full. */
  #nextItems(): Chunk<Input> | undefined {
    const { source, buffer, outcomes, maxBuffered } = this.#parts;
    const { pending, queues } = buffer;
    let items = pending.takeFull();
    while (!items) {
      if (outcomes.queue.ready + buffer.notSent.length >= maxBuffered) return undefined;
      // The items that fill the buffer must be sent before more can be read, although their request is not full.
      if (Math.max(pending.size, queues.waiting, outcomes.queue.heldBack) >= maxBuffered)
        return pending.takeFullest();
      const step = source.take();
      if (step === "waiting") return undefined;
      if (step.done) return pending.takeFullest();
      this.#addInput(step.value);
      items = pending.takeFull();
    }
    return items;
  }

  #addInput(input: Input): void {
    const { source, buffer, journal, outcomes } = this.#parts;
    const { counters } = outcomes;
    try {
      const known = buffer.add(input, counters.read, journal.known);
      counters.read++;
      if (known) outcomes.resume(known.item, known.error);
    } catch (error) {
      // An input that is not the journal's is not part of the run: it is the first of those that were not read.
      source.putBack(input);
      throw error;
    }
  }
}
