/** Delays requests to stay within the rate limits of a service. */
export interface RateLimiter {
  /**
   * Waits until a request may be sent, or until the signal is aborted.
   *
   * @param buckets - The buckets that count the request, in addition to those that count every request.
   */
  enter(buckets: readonly string[], signal: AbortSignal): Promise<RatePermit>;
}

/** To be called when the request is sent, and again with its response; or without one if it will not be sent. */
export type RatePermit = (response?: Pick<Response, "status" | "headers">) => void;

/** A rate limit: a maximum number of requests in any window of this length. */
export interface RateLimit {
  /** The name of the counter. A request must be within the limits of all buckets that count it. */
  readonly bucket: string;
  readonly requests: number;
  readonly windowSeconds: number;
  /** Whether only the operations that name the bucket are counted. Default: every request is. */
  readonly onlyNamed?: boolean | undefined;
  /** The response headers with the current state of the limit; they take precedence over the numbers above. */
  readonly headers?: RateLimitHeaders | undefined;
}

/** The names of the rate limit headers of a service. Without any, `RateLimit` and `RateLimit-Policy` of the IETF draft are read. */
export interface RateLimitHeaders {
  readonly limit?: string | undefined;
  readonly remaining?: string | undefined;
  /** The seconds until the window ends, or its end as a Unix timestamp in seconds. */
  readonly reset?: string | undefined;
  readonly windowSeconds?: string | undefined;
  readonly windowMilliseconds?: string | undefined;
}
