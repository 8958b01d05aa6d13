import type { BatchFacts } from "../batch-results/batch-facts.js";
import type { BatchItem, InputResult } from "../batch-results/batch-items.js";
import { type OpenJournal, openJournal } from "../batch-results/batch-journal.js";
import type { BatchOutcome, BatchReason, BatchStop } from "../batch-results/batch-outcomes.js";
import type { Chunk } from "../batch-results/pending-requests.js";
import { decide, rateLimitDelay, type RequestDecision } from "../batch-results/request-decision.js";
import { type AdaptiveConcurrency, createAdaptiveConcurrency } from "./adaptive-concurrency.js";
import type { BatchOptions } from "./batch-options.js";
import { InputBuffer } from "./input-buffer.js";
import type { InputSource } from "./input-source.js";
import { OutcomeRecorder } from "./outcome-recorder.js";
import { type SendBatch, sendBatchRequest } from "./send-batch-request.js";
import { createSignal, type Signal } from "./signal.js";

/** The run gives up after so many failed requests in a row, since more of them would only burden the service. */
const maxFailuresInRow = 3;

/** Reads the inputs as fast as they can be sent, sends them, and records one outcome for each. */
export class BatchEngine<Input, Result, Done extends string> {
  readonly facts: BatchFacts<Done>;
  readonly send: SendBatch<Input>;
  readonly options: BatchOptions<Done, unknown>;
  readonly source: InputSource<Input>;
  readonly outcomes: OutcomeRecorder<Input, Result, Done>;
  stopped: BatchStop | undefined;
  /** An error of the program or of the inputs, to be thrown once all outcomes have been taken. */
  fault: { readonly error: unknown } | undefined;
  ended = false;

  /** Notified when the loop may have something to do. */
  readonly #changed: Signal = createSignal();
  readonly #controller = new AbortController();
  readonly #concurrency: AdaptiveConcurrency;
  readonly #buffer: InputBuffer<Input>;
  /** Requests to send before any new one. */
  readonly #resend: Chunk<Input>[] = [];
  /** The most items that may wait in one place before reading pauses. */
  readonly #maxBuffered: number;
  #journal: OpenJournal<Input> | undefined;
  #inFlight = 0;
  #failuresInRow = 0;
  #isolationRequestsLeft: number;

  constructor(
    facts: BatchFacts<Done>,
    send: SendBatch<Input>,
    options: BatchOptions<Done, unknown>,
    source: InputSource<Input>,
  ) {
    this.facts = facts;
    this.send = send;
    this.options = options;
    this.source = source;
    const { concurrency = 10, isolationRequests = 1000 } = options;
    this.outcomes = new OutcomeRecorder(facts, options);
    this.#concurrency = createAdaptiveConcurrency(concurrency, () => this.#changed.notify());
    this.#buffer = new InputBuffer(facts, options);
    this.#maxBuffered = this.#buffer.maximum * Math.max(4, concurrency);
    this.#isolationRequestsLeft = isolationRequests;
  }

  /** Says that an input has arrived. */
  wake(): void {
    this.#changed.notify();
  }

  /** The next outcome, if there is one. Reading continues once half of the buffer is free, not after each outcome. */
  take(): BatchOutcome<Input, Result, Done> | undefined {
    const { queue } = this.outcomes;
    const outcome = queue.take();
    if (queue.ready === 0 || queue.ready === this.#maxBuffered >> 1) this.#changed.notify();
    return outcome;
  }

  /** Ends the run: nothing more is read or sent, and requests in flight are aborted. */
  stop(stopped: BatchStop): void {
    this.stopped ??= stopped;
    this.#controller.abort(stopped.error ?? new Error(stopped.message));
    this.#changed.notify();
  }

  /** The whole run. Never throws: an error is in {@link fault}. */
  async run(): Promise<void> {
    const { signal, deadlineMs = Infinity } = this.options;
    const abort = () =>
      this.stop({ code: "aborted", message: "The run was aborted.", error: signal?.reason });
    const expire = () =>
      this.stop({ code: "deadline", message: `The run was not over within ${deadlineMs} ms.` });
    signal?.addEventListener("abort", abort);
    const timer = deadlineMs > 0x7fff_ffff ? undefined : setTimeout(expire, deadlineMs);
    if (signal?.aborted) abort();
    await this.#catchFault(() => this.#sendLoop());
    await this.#catchFault(() => this.#drain());
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
    this.ended = true;
    this.outcomes.changed.notify();
  }

  /** Keeps the first error; later ones are usually its consequences. */
  async #catchFault(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.fault ??= { error };
    }
  }

  async #sendLoop(): Promise<void> {
    // A run that is stopped before it begins does not read its journal.
    const journal = this.stopped ? undefined : this.options.journal;
    this.#journal = journal && (await openJournal(journal));
    while (!this.stopped && !this.fault) {
      const chunk = this.#concurrency.allowsAnother(this.#inFlight)
        ? this.#nextRequest()
        : undefined;
      if (chunk) void this.#sendRequest(chunk);
      // After any `await` something may have changed, so the loop looks again before it waits.
      else if (this.#buffer.notSent.length > 0) await this.#settleNotSent();
      else if (this.#isIdle() && this.source.ended) break;
      else await this.#changed.wait();
    }
    this.fault ??= this.source.fault;
  }

  #isIdle(): boolean {
    const { pending, queues } = this.#buffer;
    return (
      this.#inFlight === 0 &&
      this.#resend.length === 0 &&
      pending.size === 0 &&
      queues.waiting === 0
    );
  }

  /** The next request: reads until a request is full, the inputs are over, or the buffer is full. */
  #nextRequest(): Chunk<Input> | undefined {
    const { pending, queues, notSent } = this.#buffer;
    const { queue } = this.outcomes;
    let chunk = this.#resend.shift() ?? pending.takeFull();
    while (!chunk) {
      if (queue.ready + notSent.length >= this.#maxBuffered) return undefined;
      // The items that fill the buffer must be sent before more can be read, although their request is not full.
      if (Math.max(pending.size, queues.waiting, queue.heldBack) >= this.#maxBuffered)
        return pending.takeFullest();
      const step = this.source.take();
      if (step === "waiting") return undefined;
      if (step.done) return pending.takeFullest();
      this.#addInput(step.value);
      chunk = pending.takeFull();
    }
    return chunk;
  }

  #addInput(input: Input): void {
    const index = this.outcomes.counters.read++;
    const earlier = this.#journal?.find(index, input);
    this.#buffer.add(input, index, earlier !== undefined);
    if (earlier) this.outcomes.resume(index, earlier);
  }

  async #settleNotSent(): Promise<void> {
    const results = this.#buffer.notSent;
    this.#buffer.notSent = [];
    await this.#journal?.append(results);
    for (const result of results) this.outcomes.add(result);
    this.outcomes.changed.notify();
  }

  /** Sends one request and acts on its response. */
  async #sendRequest(chunk: Chunk<Input>): Promise<void> {
    this.#inFlight++;
    await this.#catchFault(async () => {
      const end = await sendBatchRequest(this.send, chunk, this.options, {
        counters: this.outcomes.counters,
        signal: this.#controller.signal,
        onLatency: (latencyMs) => this.#concurrency.addLatency(latencyMs),
        onRetry: (error) => {
          const delayMs = rateLimitDelay(error, this.facts);
          if (delayMs !== undefined) this.#concurrency.pause(delayMs);
        },
      });
      const decision = decide(end, chunk, this.facts);
      await this.#journal?.append(decision.results);
      this.#apply(decision);
      this.outcomes.changed.notify();
      this.outcomes.reportProgress();
    });
    this.#inFlight--;
    this.#changed.notify();
  }

  #apply(decision: RequestDecision<Input>): void {
    for (const result of decision.results) this.#settle(result);
    if (decision.resendReason === "rate-limited") this.#pause(decision);
    if (decision.resendReason === "rejected") this.#isolate(decision);
    this.#failuresInRow = decision.next === "count-failure" ? this.#failuresInRow + 1 : 0;
    if (decision.next === "throw") this.fault ??= { error: decision.error };
    if (decision.next === "stop" || this.#failuresInRow >= maxFailuresInRow)
      this.#giveUp(decision.error);
  }

  #pause({ resend, error }: RequestDecision<Input>): void {
    this.#resend.push(...resend);
    if (!this.#concurrency.pause(rateLimitDelay(error, this.facts) ?? 0)) this.#giveUp(error);
  }

  /** Sends the parts of a rejected request, as long as `isolationRequests` allows. */
  #isolate({ resend, error }: RequestDecision<Input>): void {
    this.#isolationRequestsLeft -= resend.length;
    if (this.#isolationRequestsLeft >= 0) this.#resend.unshift(...resend);
    else
      for (const item of resend.flat())
        this.#settle({ item, reason: this.#reasonAtEnd(item, error) });
  }

  /** Sends nothing more, but waits for the requests in flight. */
  #giveUp(error: unknown): void {
    this.stopped ??= {
      code: "gave-up",
      message: error instanceof Error ? error.message : String(error),
      error,
    };
  }

  #settle(result: InputResult<Input>): void {
    this.outcomes.add(result);
    this.#buffer.release(result);
  }

  /** Waits for the requests in flight, and records an outcome for all that was read and not sent. */
  async #drain(): Promise<void> {
    while (this.#inFlight > 0) await this.#changed.wait();
    this.#concurrency.stop();
    await this.#catchFault(() => this.#settleNotSent());
    const left = [...this.#resend.splice(0).flat(), ...this.#buffer.clear()];
    const error = this.stopped?.error ?? this.fault?.error;
    for (const item of left.sort((a, b) => a.index - b.index))
      this.outcomes.add({ item, reason: this.#reasonAtEnd(item, error) });
    this.outcomes.reportProgress();
  }

  #reasonAtEnd({ attempts, ambiguous }: BatchItem<Input>, error: unknown): BatchReason {
    const code = ambiguous ? "unanswered" : attempts > 0 ? "refused" : "not-sent";
    const message =
      this.stopped?.message ?? (error instanceof Error ? error.message : "The run ended before.");
    return { code, message, attempts, error };
  }
}
