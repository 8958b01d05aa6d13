import { callBatch, type SendBatch } from "./send-batch-request.js";
import type { BatchFacts } from "../batch-results/batch-facts.js";
import type { Chunk } from "../batch-results/pending-requests.js";
import { Intake } from "./input-buffer.js";
import type { Item } from "../batch-results/batch-items.js";
import { type Book, openBook } from "../batch-results/batch-journal.js";
import { Ledger } from "./outcome-recorder.js";
import type { BatchOptions } from "./batch-options.js";
import type { BatchOutcome, BatchReason, BatchStop } from "../batch-results/batch-outcomes.js";
import { createPace, type Pace } from "./adaptive-concurrency.js";
import type { Source } from "./input-source.js";
import { type Fate, judge, limitWait, type Verdict } from "../batch-results/request-decision.js";
import { type Bell, createBell } from "./signal.js";

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
  readonly #intake: Intake<Input>;
  /** What is sent before anything new. */
  readonly #again: Chunk<Input>[] = [];
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
    const { concurrency = 10, isolationRequests = 1000 } = options;
    this.ledger = new Ledger(facts, options);
    this.#pace = createPace(concurrency, () => this.#bell.ring());
    this.#intake = new Intake(facts, options);
    this.#room = this.#intake.maximum * Math.max(4, concurrency);
    this.#isolation = isolationRequests;
  }

  /** Something has come. */
  wake(): void {
    this.#bell.ring();
  }

  /** The next outcome that is known. Reading goes on once there is much room again, not after each. */
  take(): BatchOutcome<Input, Result, Done> | undefined {
    const { outlet } = this.ledger;
    const outcome = outlet.take();
    if (outlet.ready === 0 || outlet.ready === this.#room >> 1) this.#bell.ring();
    return outcome;
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
    const abort = () => this.stop({ code: "aborted", message: "The run was aborted.", error: signal?.reason });
    const expire = () => this.stop({ code: "deadline", message: `The run was not over within ${deadlineMs} ms.` });
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
    // Whoever leaves before the run begins leaves its journal alone.
    const journal = this.stopped ? undefined : this.options.journal;
    this.#book = journal && (await openBook(journal));
    while (!this.stopped && !this.fault) {
      const chunk = this.#pace.allows(this.#inFlight) ? this.#next() : undefined;
      if (chunk) void this.#carry(chunk);
      // Something may have come in the meantime, so whoever waited here must look again before waiting.
      else if (this.#intake.refused.length > 0) await this.#settleRefused();
      else if (this.#isIdle() && this.source.over) break;
      else await this.#bell.wait();
    }
    this.fault ??= this.source.fault;
  }

  #isIdle(): boolean {
    const { groups, lanes } = this.#intake;
    return this.#inFlight === 0 && this.#again.length === 0 && groups.size === 0 && lanes.held === 0;
  }

  /** What to send now: reads on until a request is full, the inputs are over, or there is no room for more. */
  #next(): Chunk<Input> | undefined {
    const { groups, lanes, refused } = this.#intake;
    const { outlet } = this.ledger;
    let chunk = this.#again.shift() ?? groups.full();
    while (!chunk) {
      if (outlet.ready + refused.length >= this.#room) return undefined;
      // Whatever holds reading up must get on its way, although its request is not full.
      if (Math.max(groups.size, lanes.held, outlet.waiting) >= this.#room) return groups.flush();
      const step = this.source.take();
      if (step === "waiting") return undefined;
      if (step.done) return groups.flush();
      this.#admit(step.value);
      chunk = groups.full();
    }
    return chunk;
  }

  #admit(input: Input): void {
    const index = this.ledger.tally.read++;
    const earlier = this.#book?.find(index, input);
    this.#intake.admit(input, index, earlier !== undefined);
    if (earlier) this.ledger.resume(index, earlier);
  }

  async #settleRefused(): Promise<void> {
    const fates = this.#intake.refused;
    this.#intake.refused = [];
    await this.#book?.keep(fates);
    for (const fate of fates) this.ledger.enter(fate);
    this.ledger.news.ring();
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
          const waitMs = limitWait(error, this.facts);
          if (waitMs !== undefined) this.#pace.limited(waitMs);
        },
      });
      const verdict = judge(reply, chunk, this.facts);
      await this.#book?.keep(verdict.fates);
      this.#apply(verdict);
      this.ledger.news.ring();
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
    if (verdict.prospects === "hopeless" || this.#failures >= mostFailures) this.#giveUp(verdict.error);
  }

  #pause({ again, error }: Verdict<Input>): void {
    this.#again.push(...again);
    if (!this.#pace.limited(limitWait(error, this.facts) ?? 0)) this.#giveUp(error);
  }

  /** Finding the one to blame may cost so many requests and no more. */
  #isolate({ again, error }: Verdict<Input>): void {
    this.#isolation -= again.length;
    if (this.#isolation >= 0) this.#again.unshift(...again);
    else for (const item of again.flat()) this.#settle({ item, reason: this.#leftover(item, error) });
  }

  /** What is on its way may still come to a good end; nothing more is sent. */
  #giveUp(error: unknown): void {
    this.stopped ??= { code: "gave-up", message: error instanceof Error ? error.message : String(error), error };
  }

  #settle(fate: Fate<Input>): void {
    this.ledger.enter(fate);
    this.#intake.release(fate);
  }

  /** Waits for what is on its way, and accounts for what was read and never sent. */
  async #wind(): Promise<void> {
    while (this.#inFlight > 0) await this.#bell.wait();
    this.#pace.stop();
    await this.#guard(() => this.#settleRefused());
    const left = [...this.#again.splice(0).flat(), ...this.#intake.clear()];
    const why = this.stopped?.error ?? this.fault?.error;
    for (const item of left.sort((a, b) => a.index - b.index)) this.ledger.enter({ item, reason: this.#leftover(item, why) });
    this.ledger.report();
  }

  #leftover({ attempts, doubtful }: Item<Input>, error: unknown): BatchReason {
    const code = doubtful ? "unanswered" : attempts > 0 ? "refused" : "not-sent";
    const message = this.stopped?.message ?? (error instanceof Error ? error.message : "The run ended before.");
    return { code, message, attempts, error };
  }
}
