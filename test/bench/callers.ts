/** The ways of making a call that are compared, the peers first, and where the answer comes from. */

export const callers = ["bare fetch", "bare fetch with a timeout", "the package"] as const;
export const transports = ["over a loopback socket", "in memory"] as const;

export interface Cost {
  /** Microseconds of a call by the clock. */
  readonly wall: number;
  /** Microseconds of a call by this process's work, garbage collection and sockets included. */
  readonly cpu: number;
}
