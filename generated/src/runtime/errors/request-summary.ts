/** What errors report about the request that failed. */
export interface RequestSummary {
  /** How the class calls the operation: `batch.update`. */
  readonly operation: string;
  readonly method: string;
  /** The path as sent, without the query. */
  readonly path: string;
  /** How many requests were sent. */
  readonly attempts: number;
}

/** The same, with the status and the headers if the connection was lost while the body was being read. */
export interface ConnectionErrorFields extends RequestSummary {
  readonly status?: number;
  readonly headers?: Headers;
}
