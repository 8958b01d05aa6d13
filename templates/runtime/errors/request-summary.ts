/** What was being sent when a request came to nothing. */
export interface RequestSummary {
  /** How the class calls the operation: `batch.update`. */
  readonly operation: string;
  readonly method: string;
  /** As sent, without the query. */
  readonly path: string;
  /** How many requests were sent. */
  readonly attempts: number;
}

/** The same, and the head of the answer where that much came. */
export interface ConnectionErrorFields extends RequestSummary {
  readonly status?: number;
  readonly headers?: Headers;
}
