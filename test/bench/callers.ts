/** The clients that are compared, those to compare with first, where their responses come from, and what these hold. */

export const callers = ["bare fetch", "bare fetch with a timeout", "the package"] as const;
export const transports = ["over a loopback socket", "in memory"] as const;

export interface Cost {
  /** Wall time of a call in microseconds. */
  readonly wall: number;
  /** CPU time of a call in microseconds, garbage collection and sockets included. */
  readonly cpu: number;
}

/** The body of every response: a page with a hundred records, about 25 KB. */
export const page = JSON.stringify({
  results: Array.from({ length: 100 }, (_, id) => ({ id: String(id), properties: { name: "x".repeat(200) }, archived: false })),
});

export const headers = { "content-type": "application/json" };
