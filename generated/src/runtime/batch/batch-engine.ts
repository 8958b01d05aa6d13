import type { BatchFacts } from "../batch-results/batch-facts.js";
import { type BatchItem, type InputResult, reasonCodeOf } from "../batch-results/batch-items.js";
import type { BatchOutcome, BatchReason, BatchStop } from "../batch-results/batch-outcomes.js";
import type { Chunk } from "../batch-results/pending-requests.js";
import {
  decide,
  rateLimitDelay,
  type RequestDecision,
  type RequestEnd,
} from "../batch-results/request-decision.js";
import {
  type AdaptiveConcurrency,
  createAdaptiveConcurrency,
} from "../batch-requests/adaptive-concurrency.js";
import type { BatchOptions } from "../batch-results/batch-options.js";
import { FailureLimits, gaveUp } from "../batch-requests/failure-limits.js";
import { InputBuffer } from "../batch-requests/input-buffer.js";
import type { InputSource } from "./input-source.js";
import { OutcomeRecorder } from "./outcome-recorder.js";
import type { RequestParts } from "../batch-requests/request-parts.js";
import { type SendBatch, sendBatchRequest } from "../batch-requests/send-batch-request.js";
import { RequestFeed } from "./request-feed.js";
import { RunJournal } from "./run-journal.js";
import { createSignal, type Signal } from "./signal.js";

/** More requests than this are not read ahead, however many may be in flight. */
const maxRequestsAhead = 100;

/** Reads the inputs as fast as they can be sent, sends them, and records one outcome for each. */
export class BatchEngine<Input, Result> {
  readonly outcomes: OutcomeRecorder<Input, Result>;
  stopped: BatchStop | undefined;
  /** An error of the program or of the inputs, to be thrown once all outcomes have been taken. */
  fault: { readonly error: unknown } | undefined;
  ended = false;

  readonly #facts: BatchFacts;
  readonly #send: SendBatch<Input>;
  readonly #options: BatchOptions<unknown>;
  /** Notified when the loop may have something to do. */
  readonly #changed: Signal = createSignal();
  readonly #controller = new AbortController();
  readonly #concurrency: AdaptiveConcurrency;
  readonly #limits: FailureLimits;
  readonly #source: InputSource<Input>;
  readonly #buffer: InputBuffer<Input>;
  readonly #journal: RunJournal<Input>;
  readonly #feed: RequestFeed<Input>;
  /** The most outcomes that may wait to be taken before reading pauses. */
  readonly #maxBuffered: number;
  #inFlight = 0;
  #isolationRequestsLeft: number;

  constructor(
    facts: BatchFacts,
    send: SendBatch<Input>,
    options: BatchOptions<unknown>,
    source: InputSource<Input>,
  ) {
    const { isolationRequests, concurrency } = options;
    this.#facts = facts;
    this.#send = send;
    this.#options = options;
    this.#source = source;
    this.outcomes = new OutcomeRecorder(options);
    this.#concurrency = createAdaptiveConcurrency(concurrency ?? 10, () => this.#changed.notify());
    this.#limits = new FailureLimits(() => this.outcomes.counters.requests);
    this.#buffer = new InputBuffer(facts, options);
    this.#maxBuffered =
      this.#buffer.maximum * Math.min(Math.max(4, concurrency ?? 10), maxRequestsAhead);
    this.#isolationRequestsLeft = isolationRequests ?? 1000;
    this.#journal = new RunJournal((error) => (this.fault ??= { error }));
    this.#feed = new RequestFeed({
      source,
      buffer: this.#buffer,
      journal: this.#journal,
      outcomes: this.outcomes,
      maxBuffered: this.#maxBuffered,
    });
  }

  /** Says that an input has arrived. */
  wake(): void {
    this.#changed.notify();
  }

  /** The next outcome, if there is one. Reading continues once half of the buffer is free, not after each outcome. */
  take(): BatchOutcome<Input, Result> | undefined {
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
    const { signal } = this.#options;
    const deadlineMs = this.#options.deadlineMs ?? Infinity;
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
  async #catchFault(work: () => Promise<void> | void): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.fault ??= { error };
    }
  }

  async #sendLoop(): Promise<void> {
    // A run that is stopped before it begins does not read its journal.
    if (!this.stopped) await this.#journal.open(this.#options);
    while (!this.stopped && !this.fault) {
      const request = this.#concurrency.allowsAnother(this.#inFlight)
        ? this.#feed.next()
        : undefined;
      if (request) void this.#sendRequest(request);
      // After any `await` something may have changed, so the loop looks again before it waits.
      else if (this.#buffer.notSent.length > 0) await this.#settleNotSent();
      else if (this.#inFlight === 0 && this.#feed.isEmpty && this.#source.ended) break;
      else await this.#changed.wait();
    }
    this.fault ??= this.#source.takeFault();
  }

  async #settleNotSent(): Promise<void> {
    const results = this.#buffer.notSent;
    this.#buffer.notSent = [];
    await this.#journal.append(results);
    for (const result of results) this.outcomes.add(result);
    this.outcomes.changed.notify();
  }

  /** Sends one request and acts on its response. */
  async #sendRequest(request: RequestParts<Input>): Promise<void> {
    const items = request.current;
    this.#inFlight++;
    await this.#catchFault(async () => {
      await this.#journal.begin(items);
      if (this.fault || this.stopped) return;
      const end = await this.#sendItems(items);
      const decision = decide(end, items, this.#facts);
      const results = [...decision.results, ...this.#divide(decision, request)];
      await this.#journal.append(results);
      for (const result of results) this.#settle(result, request);
      this.#apply(decision, request, end);
      this.outcomes.changed.notify();
      this.outcomes.reportProgress();
    });
    this.#inFlight--;
    this.#changed.notify();
  }

  #sendItems(items: Chunk<Input>): Promise<RequestEnd> {
    return sendBatchRequest(this.#send, items, this.#options, {
      facts: this.#facts,
      counters: this.outcomes.counters,
      signal: this.#controller.signal,
      onLatency: (latencyMs) => this.#concurrency.addLatency(latencyMs),
      onRetry: (error) => {
        const delayMs = rateLimitDelay(error, this.#facts);
        if (delayMs !== undefined) this.#pause(delayMs, error);
      },
    });
  }

  #apply(decision: RequestDecision<Input>, request: RequestParts<Input>, end: RequestEnd): void {
    const { resendReason, next, error } = decision;
    if (next === "throw") this.fault ??= { error };
    if (next === "stop") this.stopped ??= gaveUp("", error);
    if (resendReason === "rate-limited") {
      this.#pause(rateLimitDelay(error, this.#facts) ?? 0, error);
      this.#feed.sendAgain(request);
      return;
    }
    if ("error" in end && !end.aborted) this.stopped ??= this.#limits.countFailed(error);
    this.#continue(request, error);
  }

  #pause(milliseconds: number, error: unknown): void {
    if (!this.#concurrency.pause(milliseconds)) this.stopped ??= gaveUp("", error);
  }

  /**
   * Notes the parts of a rejected request, as long as more requests may be spent on finding the inputs that cause it. Gives results for those
   * that are not sent again.
   */
  #divide(
    { results, resend, resendReason, error }: RequestDecision<Input>,
    request: RequestParts<Input>,
  ): InputResult<Input>[] {
    if (resendReason !== "rejected") return [];
    const failuresAhead =
      Math.ceil(Math.log2(Math.max(1, ...resend.map(({ length }) => length)))) + 1;
    this.#isolationRequestsLeft -= resend.length;
    const mayDivide = this.#isolationRequestsLeft >= 0 && failuresAhead <= this.#limits.left;
    request.reject(mayDivide ? resend : [], results.length);
    const left = [
      ...(mayDivide ? [] : resend.flat()),
      ...(request.isHopeless ? request.clear() : []),
    ];
    return left.map((item) => ({ item, reason: this.#reasonAtEnd(item, error) }));
  }

  /** Sends the next part of a request, or counts what the request came to. */
  #continue(request: RequestParts<Input>, error: unknown): void {
    if (!this.#feed.continue(request))
      this.stopped ??= this.#limits.countYield(request.result, error);
  }

  #settle(result: InputResult<Input>, request: RequestParts<Input>): void {
    result.item.isSettled = true;
    request.count(result);
    this.outcomes.add(result);
    this.#buffer.release(result);
  }

  /** Waits for the requests in flight, and records an outcome for all that was read and not sent. */
  async #drain(): Promise<void> {
    while (this.#inFlight > 0) await this.#changed.wait();
    this.#concurrency.stop();
    await this.#settleNotSent();
    const error = this.stopped?.error ?? this.fault?.error;
    const results = this.#feed
      .clear()
      .map((item): InputResult<Input> => ({ item, reason: this.#reasonAtEnd(item, error) }));
    await this.#journal.append(results);
    for (const result of results) this.outcomes.add(result);
    this.outcomes.reportProgress();
  }

  #reasonAtEnd(item: BatchItem<Input>, error: unknown): BatchReason {
    const message =
      this.stopped?.message ?? (error instanceof Error ? error.message : "The run ended before.");
    return { code: reasonCodeOf(item), message, attempts: item.attempts, error };
  }
}
