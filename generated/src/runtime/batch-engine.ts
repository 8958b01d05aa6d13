import { ApiError } from "./api-error.js";
import { callBatch, type SendBatch } from "./batch-call.js";
import type { BatchFacts } from "./batch-facts.js";
import { type Chunk, createGroups, type Groups } from "./batch-groups.js";
import { createItemMaker, type Item, type ItemMaker } from "./batch-items.js";
import { type Book, openBook } from "./batch-journal.js";
import { createLanes, type Lanes } from "./batch-lanes.js";
import { Ledger } from "./batch-ledger.js";
import { maximumBytesOf, maximumOf } from "./batch-maximum.js";
import type { BatchOptions } from "./batch-options.js";
import type { BatchReason, BatchStop } from "./batch-outcomes.js";
import { createPace, type Pace } from "./batch-pace.js";
import type { Source } from "./batch-source.js";
import { type Fate, judge, type Verdict } from "./batch-verdict.js";
import { type Bell, createBell } from "./bell.js";

/** So many requests in a row may come to nothing; whoever goes on after that does harm. */
const mostFailures = 3;

/** Reads inputs as they can be sent, sends them, and enters one outcome for each. */
export class Engine<Input, Result, Done extends string> {
  readonly ledger: Ledger<Input, Result, Done>;
  stopped: BatchStop | undefined;
  /** What must be thrown once every outcome is handed out: a fault of the program, or of the inputs. */
  fault: { readonly error: unknown } | undefined;
  over = false;

  readonly #bell: Bell = createBell();
  readonly #controller = new AbortController();
  readonly #pace: Pace;
  readonly #groups: Groups<Input>;
  readonly #lanes: Lanes<Input>;
  readonly #items: ItemMaker<Input>;
  /** What is sent before anything new. */
  readonly #again: Chunk<Input>[] = [];
  /** What became of inputs that were never sent. */
  #local: Fate<Input>[] = [];
  /** How many items may wait in one place before reading pauses. */
  readonly #room: number;
  #book: Book<Input> | undefined;
  #inFlight = 0;
  #failures = 0;
  #isolation: number;

  constructor(
    readonly facts: BatchFacts<Done>,
    readonly send: SendBatch<Input>,
    readonly options: BatchOptions<Done, unknown>,
    readonly source: Source<Input>,
  ) {
    const { params, onDuplicate, concurrency = 10, isolationRequests = 1000 } = options;
    const maximum = maximumOf(facts, params);
    this.ledger = new Ledger(facts, options);
    this.#pace = createPace(concurrency, () => this.#bell.ring());
    this.#groups = createGroups(maximum, maximumBytesOf(facts, options));
    this.#lanes = createLanes(onDuplicate);
    this.#items = createItemMaker(facts, params, Math.random().toString(36).slice(2, 8));
    this.#room = maximum * Math.max(4, concurrency);
    this.#isolation = isolationRequests;
  }

  /** Something has come, or there is room again. */
  wake(): void {
    this.#bell.ring();
  }

  /** Ends the run: nothing more is read, nothing more is sent, and what is on its way is given up. */
  stop(stopped: BatchStop): void {
    this.stopped ??= stopped;
    this.#controller.abort(stopped.error ?? new Error(stopped.message));
    this.#bell.ring();
  }

  /** The whole run. Never throws: what went wrong is in {@link fault}. */
  async run(): Promise<void> {
    const { signal, deadlineMs = Infinity } = this.options;
    const abort = () =>
      this.stop({ code: "aborted", message: "The run was aborted.", error: signal?.reason });
    const expire = () =>
      this.stop({ code: "deadline", message: `The run was not over within ${deadlineMs} ms.` });
    signal?.addEventListener("abort", abort);
    const timer = deadlineMs > 0x7fff_ffff ? undefined : setTimeout(expire, deadlineMs);
    if (signal?.aborted) abort();
    await this.#guard(() => this.#conduct());
    await this.#guard(() => this.#wind());
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
    this.over = true;
    this.ledger.news.ring();
  }

  /** The first fault is the one to tell. */
  async #guard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.fault ??= { error };
    }
  }

  async #conduct(): Promise<void> {
    const { journal } = this.options;
    this.#book = journal && (await openBook(journal));
    while (!this.stopped && !this.fault) {
      const chunk = this.#pace.allows(this.#inFlight) ? this.#next() : undefined;
      if (chunk) void this.#carry(chunk);
      // Something may have come in the meantime, so whoever waited here must look again before waiting.
      else if (this.#local.length > 0) await this.#settleLocal();
      else if (this.#isIdle() && this.source.over) break;
      else await this.#bell.wait();
    }
    this.fault ??= this.source.fault;
  }

  #isIdle(): boolean {
    return (
      this.#inFlight === 0 &&
      this.#again.length === 0 &&
      this.#groups.size === 0 &&
      this.#lanes.held === 0
    );
  }

  /** What to send now: reads on until a request is full, the inputs are over, or there is no room for more. */
  #next(): Chunk<Input> | undefined {
    let chunk = this.#again.shift() ?? this.#groups.full();
    const { outlet } = this.ledger;
    while (!chunk) {
      if (outlet.ready + this.#local.length >= this.#room) return undefined;
      // Whatever holds reading up must get on its way, although its request is not full.
      if (Math.max(this.#groups.size, this.#lanes.held, outlet.waiting) >= this.#room)
        return this.#groups.flush();
      const step = this.source.take();
      if (step === "waiting") return undefined;
      if (step === "end") return this.#groups.flush();
      this.#admit(step.input);
      chunk = this.#groups.full();
    }
    return chunk;
  }

  #admit(input: Input): void {
    const index = this.ledger.tally.read++;
    const item = this.#items.make(input, index);
    const earlier = this.#book?.find(index, input);
    if (earlier) {
      this.#lanes.remember(item);
      this.ledger.resume(index, earlier);
    } else if (item.fault) this.#local.push({ item, failure: item.fault });
    else this.#line(item);
  }

  /** Keeps the item apart from others of its record. */
  #line(item: Item<Input>): void {
    const { verdict, superseded } = this.#lanes.admit(item);
    if (superseded) {
      this.#groups.remove(superseded);
      this.#local.push({
        item: superseded,
        failure: refusal("SUPERSEDED", "A later input names the same record."),
      });
    }
    if (verdict === "duplicate")
      this.#local.push({
        item,
        failure: refusal("DUPLICATE", "An earlier input names the same record."),
      });
    if (verdict === "blocked") this.#local.push({ item, reason: overtaking });
    if (verdict === "go") this.#groups.add(item);
  }

  async #settleLocal(): Promise<void> {
    const fates = this.#local;
    this.#local = [];
    await this.#book?.keep(fates);
    for (const fate of fates) this.ledger.enter(fate);
  }

  /** One request from its beginning to its consequences. */
  async #carry(chunk: Chunk<Input>): Promise<void> {
    this.#inFlight++;
    await this.#guard(async () => {
      const reply = await callBatch(this.send, chunk, this.options, {
        tally: this.ledger.tally,
        signal: this.#controller.signal,
        answered: (latencyMs) => this.#pace.answered(latencyMs),
        retried: (error) => {
          if (error instanceof ApiError && error.status === 429) this.#pace.limited();
        },
      });
      const verdict = judge(reply, chunk, this.facts);
      await this.#book?.keep(verdict.fates);
      this.#apply(verdict);
      this.ledger.report();
    });
    this.#inFlight--;
    this.#bell.ring();
  }

  #apply(verdict: Verdict<Input>): void {
    for (const fate of verdict.fates) this.#settle(fate);
    if (verdict.because === "limited") this.#pause(verdict);
    if (verdict.because === "rejected") this.#isolate(verdict);
    this.#failures = verdict.prospects === "bad" ? this.#failures + 1 : 0;
    if (verdict.prospects === "broken") this.fault ??= { error: verdict.error };
    if (verdict.prospects === "hopeless" || this.#failures >= mostFailures)
      this.#giveUp(verdict.error);
  }

  #pause({ again, error }: Verdict<Input>): void {
    this.#again.push(...again);
    if (!this.#pace.limited()) this.#giveUp(error);
  }

  /** Finding the one to blame may cost so many requests and no more. */
  #isolate({ again, error }: Verdict<Input>): void {
    this.#isolation -= again.length;
    if (this.#isolation >= 0) this.#again.unshift(...again);
    else
      for (const item of again.flat()) this.#settle({ item, reason: this.#leftover(item, error) });
  }

  /** What is on its way may still come to a good end; nothing more is sent. */
  #giveUp(error: unknown): void {
    this.stopped ??= {
      code: "gave-up",
      message: error instanceof Error ? error.message : String(error),
      error,
    };
  }

  /** An input without a verdict must be sent before later ones of its record: another time, since not now. */
  #settle(fate: Fate<Input>): void {
    this.ledger.enter(fate);
    if ("reason" in fate) {
      for (const item of this.#lanes.block(fate.item))
        this.ledger.enter({ item, reason: overtaking });
      return;
    }
    const next = this.#lanes.release(fate.item);
    if (next) this.#groups.add(next);
  }

  /** Waits for what is on its way, and accounts for what was read and never sent. */
  async #wind(): Promise<void> {
    while (this.#inFlight > 0) await this.#bell.wait();
    this.#pace.stop();
    await this.#guard(() => this.#settleLocal());
    const left = this.#again.splice(0).flat();
    for (let chunk = this.#groups.flush(); chunk; chunk = this.#groups.flush()) left.push(...chunk);
    left.push(...this.#lanes.clear());
    const why = this.stopped?.error ?? this.fault?.error;
    for (const item of left.sort((a, b) => a.index - b.index))
      this.ledger.enter({ item, reason: this.#leftover(item, why) });
    this.ledger.report();
  }

  #leftover({ attempts, doubtful }: Item<Input>, error: unknown): BatchReason {
    const code = doubtful ? "unanswered" : attempts > 0 ? "refused" : "not-sent";
    const message =
      this.stopped?.message ?? (error instanceof Error ? error.message : "The run ended before.");
    return { code, message, attempts, error };
  }
}

const overtaking: BatchReason = {
  code: "not-sent",
  message: "An earlier input of the same record has no verdict.",
  attempts: 0,
};

function refusal(category: string, message: string) {
  return { category, message, attempts: 0 };
}
