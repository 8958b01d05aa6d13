/** The clients that are compared, those to compare with first, and where their responses come from. */

export const callers = ["bare fetch", "bare fetch with a timeout", "the package"] as const;
export const transports = ["over a loopback socket", "in memory"] as const;

export interface Cost {
  /** Wall time of a call in microseconds. */
  readonly wall: number;
  /** CPU time of a call in microseconds, garbage collection and sockets included. */
  readonly cpu: number;
}
