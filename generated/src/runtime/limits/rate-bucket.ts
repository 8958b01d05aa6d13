import type { RateLimit } from "../options/rate-limit.js";
import { readRateLimitHeaders } from "./rate-limit-headers.js";

/** The longest pause that a response can impose, unless a window is longer: a service that asks for more is asked again after it. */
const maximumPauseMs = 30_000;

/** The longest window that a response can report, unless the declared one is longer. */
const maximumWindowMs = 60_000;

/**
 * Allows so many requests in any window of this length, as the service counts them. The service counts a request on arrival: after it was
 * sent, and before its response is here. So a request takes its share of the limit until one window after its response: the service never
 * sees more requests than it allows, whatever the time that each takes to it.
 */
export class RateBucket {
  readonly limit: RateLimit;
  /** The numbers of the service: declared, or reported by a response. */
  #stated: { readonly requests: number; readonly windowMs: number };
  /** The same, as whole requests. */
  #requests = 1;
  #windowMs = 0;
  /** The number of requests that have not arrived for certain. */
  #pending = 0;
  /** When the others had arrived at the latest, in ascending order; those before `#first` no longer count. */
  #arrivals: number[] = [];
  #first = 0;
  /** Requests that other clients sent with the same credential. */
  #others = { count: 0, until: 0 };
  #pausedUntil = 0;

  constructor(limit: RateLimit) {
    const { requests, windowSeconds } = limit;
    this.limit = limit;
    this.#stated = { requests, windowMs: windowSeconds * 1000 };
    this.#apply();
  }

  /** The time from which there is room for one more request; a time in the past where there is room now. */
  freeAt(now: number): number {
    const others = this.#others.until > now ? this.#others.count : 0;
    const beyond = this.#taken(now) + others - this.#requests;
    if (beyond < 0) return this.#pausedUntil;
    const own = (this.#arrivals[this.#first + beyond] ?? Infinity) + this.#windowMs;
    return Math.max(this.#pausedUntil, others > 0 ? Math.min(own, this.#others.until) : own);
  }

  /** Takes the share of a request that is about to be sent. */
  take(): void {
    this.#pending++;
  }

  /** The request has arrived by now: its window begins at the latest. */
  onArrival(): void {
    this.#pending--;
    this.#arrivals.push(performance.now());
  }

  onResponse(headers: Headers): void {
    const now = performance.now();
    const { requests, windowMs, remaining, resetMs } = readRateLimitHeaders(headers, this.limit);
    const { windowMs: latestMs, requests: latest } = this.#stated;
    this.#stated = { requests: requests ?? latest, windowMs: windowMs ?? latestMs };
    this.#apply(Math.max(this.limit.windowSeconds * 1000, maximumWindowMs));
    if (remaining === undefined) return;
    // What the service has counted besides this client's own requests.
    const count = this.#requests - Math.floor(remaining) - this.#taken(now);
    this.#others = {
      count: Math.max(0, count),
      until: now + Math.min(resetMs ?? this.#windowMs, this.#longestPauseMs()),
    };
    if (remaining < 1 && resetMs !== undefined) this.pause(resetMs);
  }

  /** Holds back every request for so long; without a known wait, for a tenth of the window. */
  pause(milliseconds: number = this.#windowMs / 10): void {
    this.#pausedUntil = Math.max(
      this.#pausedUntil,
      performance.now() + Math.min(milliseconds, this.#longestPauseMs()),
    );
  }

  #longestPauseMs(): number {
    return Math.max(this.#windowMs, maximumPauseMs);
  }

  /** A number of requests may be a fraction: half a request in a second is one in two seconds. */
  #apply(longestMs = Infinity): void {
    const { requests, windowMs } = this.#stated;
    this.#requests = Math.max(1, Math.floor(requests));
    this.#windowMs = Math.min(windowMs / Math.min(1, requests), longestMs);
  }

  /** How many requests count now. */
  #taken(now: number): number {
    while ((this.#arrivals[this.#first] ?? Infinity) + this.#windowMs <= now) this.#first++;
    if (this.#first > 1000) {
      this.#arrivals = this.#arrivals.slice(this.#first);
      this.#first = 0;
    }
    return this.#pending + this.#arrivals.length - this.#first;
  }
}
