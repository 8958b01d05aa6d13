import type { RateLimit } from "../options/rate-limit.js";
import { readRateLimitHeaders } from "./rate-limit-headers.js";

/** How long a request may take to the service before its slot is freed too early, as a share of the window. */
const travelShare = 0.015;

/** The minimum for short windows, since the time to the service does not depend on the window. */
const minTravelMs = 100;

/** The share of a window that one request takes, until this time of `performance.now()`. */
export interface Slot {
  until: number;
}

/**
 * Allows so many requests in any window of this length, as the service counts them. The service counts a request on arrival: after it was
 * sent, and before its response is here. So a slot is free one window after the response, or after the assumed travel time where the
 * response takes longer: the service sees no more requests than it allows, and slow responses cost no throughput.
 */
export class RateBucket {
  readonly limit: RateLimit;
  #requests: number;
  #windowMs: number;
  /** In the order of sending; those before `#first` are free. */
  readonly #slots: Slot[] = [];
  #first = 0;
  /** Requests that other clients sent with the same credential. */
  #others = { count: 0, until: 0 };
  #pausedUntil = 0;

  constructor(limit: RateLimit) {
    this.limit = limit;
    this.#requests = limit.requests;
    this.#windowMs = limit.windowSeconds * 1000;
  }

  /** The time from which there is room for one more request; a time in the past where there is room now. */
  freeAt(now: number): number {
    const others = this.#others.until > now ? this.#others.count : 0;
    const own = this.#slotsTaken(now);
    const beyond = own + others - this.#requests;
    if (beyond < 0) return this.#pausedUntil;
    const slot = this.#slots[this.#first + beyond]?.until ?? Infinity;
    return Math.max(this.#pausedUntil, others > 0 ? Math.min(slot, this.#others.until) : slot);
  }

  take(): Slot {
    const slot = { until: 0 };
    this.onSent(slot);
    this.#slots.push(slot);
    return slot;
  }

  onSent(slot: Slot): void {
    slot.until =
      performance.now() + this.#windowMs + Math.max(this.#windowMs * travelShare, minTravelMs);
  }

  onResponse(slot: Slot, headers: Headers): void {
    const now = performance.now();
    const { requests, windowMs, remaining, resetMs } = readRateLimitHeaders(headers, this.limit);
    this.#requests = requests ?? this.#requests;
    if (windowMs !== undefined) this.#changeWindow(windowMs);
    slot.until = Math.min(slot.until, now + this.#windowMs);
    if (remaining === undefined) return;
    // What the service has counted besides this client's own requests.
    const count = this.#requests - remaining - this.#slotsTaken(now);
    this.#others = { count: Math.max(0, count), until: now + (resetMs ?? this.#windowMs) };
    if (remaining === 0 && resetMs !== undefined) this.pause(resetMs);
  }

  /** Holds back every request for so long; without a known wait, for a tenth of the window. */
  pause(milliseconds: number = this.#windowMs / 10): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, performance.now() + milliseconds);
  }

  /** The service reports another window. Where it is longer, the requests that were sent before count longer, too. */
  #changeWindow(windowMs: number): void {
    const longer = Math.max(0, windowMs - this.#windowMs) * (1 + travelShare);
    this.#windowMs = windowMs;
    for (const slot of longer > 0 ? this.#slots.slice(this.#first) : []) slot.until += longer;
  }

  #slotsTaken(now: number): number {
    while ((this.#slots[this.#first]?.until ?? Infinity) <= now) this.#first++;
    if (this.#first > 1000) {
      this.#slots.splice(0, this.#first);
      this.#first = 0;
    }
    return this.#slots.length - this.#first;
  }
}
