import type { RateLimit } from "../options/rate-limit.js";
import { readLimit } from "./rate-limit-headers.js";

/** How long a request may travel before its place is given away too early, as a share of the window. */
const margin = 0.015;

/** The least of it: the way to a service takes as long in short windows. */
const leastMarginMs = 100;

/** What a request takes up until this time of `performance.now()`. */
export interface Place {
  until: number;
}

/**
 * So many requests in any window of this length, as the service counts them. It counts a request when that arrives: after it was sent and
 * before its answer is here. So its place is free a window after the answer, or after the margin where the answer takes longer: the
 * service sees no more than it allows, and answers that take their time cost no throughput.
 */
export class Bucket {
  readonly limit: RateLimit;
  #requests: number;
  #windowMs: number;
  /** In the order of sending; those before `#first` count no more. */
  readonly #places: Place[] = [];
  #first = 0;
  /** Requests of others with the same credential. */
  #others = { count: 0, until: 0 };
  #pausedUntil = 0;

  constructor(limit: RateLimit) {
    this.limit = limit;
    this.#requests = limit.requests;
    this.#windowMs = limit.windowSeconds * 1000;
  }

  /** The time from which there is room for one more request; one that has passed where there is room already. */
  freeAt(now: number): number {
    const others = this.#others.until > now ? this.#others.count : 0;
    const own = this.#count(now);
    const beyond = own + others - this.#requests;
    if (beyond < 0) return this.#pausedUntil;
    const place = this.#places[this.#first + beyond]?.until ?? Infinity;
    return Math.max(this.#pausedUntil, others > 0 ? Math.min(place, this.#others.until) : place);
  }

  take(): Place {
    const place = { until: 0 };
    this.sent(place);
    this.#places.push(place);
    return place;
  }

  sent(place: Place): void {
    place.until = performance.now() + this.#windowMs + Math.max(this.#windowMs * margin, leastMarginMs);
  }

  answered(place: Place, headers: Headers): void {
    const now = performance.now();
    const { requests, windowMs, remaining, resetMs } = readLimit(headers, this.limit);
    this.#requests = requests ?? this.#requests;
    if (windowMs !== undefined) this.#stretch(windowMs);
    place.until = Math.min(place.until, now + this.#windowMs);
    if (remaining === undefined) return;
    // What the service has counted beyond our own requests.
    const count = this.#requests - remaining - this.#count(now);
    this.#others = { count: Math.max(0, count), until: now + (resetMs ?? this.#windowMs) };
    if (remaining === 0 && resetMs !== undefined) this.pause(resetMs);
  }

  /** Keeps every request back for so long; where nobody says how long, for a tenth of the window. */
  pause(milliseconds = this.#windowMs / 10): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, performance.now() + milliseconds);
  }

  /** The window is another than was thought. What was sent before counts as long as the service says, if that is longer. */
  #stretch(windowMs: number): void {
    const longer = Math.max(0, windowMs - this.#windowMs) * (1 + margin);
    this.#windowMs = windowMs;
    for (const place of longer > 0 ? this.#places.slice(this.#first) : []) place.until += longer;
  }

  #count(now: number): number {
    while ((this.#places[this.#first]?.until ?? Infinity) <= now) this.#first++;
    if (this.#first > 1000) {
      this.#places.splice(0, this.#first);
      this.#first = 0;
    }
    return this.#places.length - this.#first;
  }
}
