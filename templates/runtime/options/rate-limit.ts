/** Lets requests go no faster than a service allows. */
export interface RateLimiter {
  /**
   * Waits for a request's turn, at most until the signal is aborted.
   *
   * @param buckets - What counts the request besides the limits that count every request.
   */
  enter(buckets: readonly string[], signal: AbortSignal): Promise<RatePermit>;
}

/** To be called when the request is sent, and again with the head of its answer. */
export type RatePermit = (answer?: Pick<Response, "status" | "headers">) => void;

/** A limit: at most so many requests in any window of this length. */
export interface RateLimit {
  /** What is counted. Limits of different buckets hold together. */
  readonly bucket: string;
  readonly requests: number;
  readonly windowSeconds: number;
  /** Whether it counts only the operations that name its bucket. Default: it counts every request. */
  readonly onlyNamed?: boolean | undefined;
  /** The headers in which answers tell the limit as it stands; they win over the numbers above. */
  readonly headers?: RateLimitHeaders | undefined;
}

/** Under which names a service tells its limit. Without any, `RateLimit` and `RateLimit-Policy` of the IETF's draft are read. */
export interface RateLimitHeaders {
  readonly limit?: string | undefined;
  readonly remaining?: string | undefined;
  /** Seconds until the count starts anew, or the time when it does, in seconds since 1970. */
  readonly reset?: string | undefined;
  readonly windowSeconds?: string | undefined;
  readonly windowMilliseconds?: string | undefined;
}
