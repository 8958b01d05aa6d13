/** How long a request is on its way at most, counted in ticks: two seconds, and more where the event loop lags. */
const tickMs = 250;
const maximumTicks = 9;

/**
 * The requests that were sent and have no response yet. When a request arrived is known by its response alone; but one without a response
 * for more than two seconds is taken to have arrived, since the service itself may take long. Ticks are counted rather than time: while
 * the event loop is blocked, a request may not have been written to its connection.
 */
export class RequestTransit {
  /** The ticks of each request, by the function to be called when it is taken to have arrived. */
  readonly #ticks = new Map<() => void, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** A request was sent. */
  add(onArrival: () => void): void {
    this.#ticks.set(onArrival, 0);
    this.#timer ??= this.#startTimer();
  }

  /** A request has a response. */
  remove(onArrival: () => void): void {
    this.#ticks.delete(onArrival);
    if (this.#ticks.size > 0) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    for (const [onArrival, ticks] of this.#ticks) {
      if (ticks < maximumTicks - 1) {
        this.#ticks.set(onArrival, ticks + 1);
        continue;
      }
      this.#ticks.delete(onArrival);
      onArrival();
    }
    this.#timer = this.#ticks.size > 0 ? this.#startTimer() : undefined;
  }

  /** The timer does not keep Node.js running: whoever waits for a request does. */
  #startTimer(): ReturnType<typeof setTimeout> {
    const timer: unknown = setTimeout(() => this.#tick(), tickMs);
    (timer as { unref?: () => void }).unref?.();
    return timer as ReturnType<typeof setTimeout>;
  }
}
