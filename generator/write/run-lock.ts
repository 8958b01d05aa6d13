import { setTimeout as pause } from "node:timers/promises";
import { refuse } from "../diagnostics.js";
import { createLock, locksIn, removeLeftovers, removeLock, renewalOf, renewLock, type RunLock } from "./run-folder.js";
import { type ProcessIdentity, stateOf, thisProcess } from "./running-process.js";

/** How long one run waits for another. All in milliseconds. */
export interface Patience {
  /** After this, the run is refused. */
  readonly waitMs: number;
  /** A lock whose process cannot be asked, such as one of another machine, is over if it was not renewed for so long. */
  readonly staleMs: number;
  /** A lock is renewed so often. */
  readonly renewMs: number;
}

export const defaultPatience: Patience = { waitMs: 60_000, staleMs: 20_000, renewMs: 4_000 };

/** The time between two looks at the locks of others. */
const pauseMs = 40;

/** Who looks at the locks of a folder, and how long. */
interface Observer {
  readonly root: string;
  readonly identity: ProcessIdentity;
  readonly patience: Patience;
}

/**
 * Does something while no other run writes to the folder.
 *
 * Each run creates a lock of its own name and then looks for locks of others, so of two runs at least one sees the other. The run whose
 * lock is not the first in order takes it back and tries again. No run removes a lock to take its place, so it does not matter that two
 * runs may judge an interrupted third one at the same time. A lock whose process has ended does not count.
 *
 * @param work - Gets a function that throws if another machine has declared this lock to be over.
 * @throws Refusal - `output-busy` if another run does not end in time.
 */
export async function exclusively<T>(
  root: string,
  patience: Patience,
  work: (assertHeld: () => void) => T | Promise<T>,
): Promise<T> {
  const observer: Observer = { root, identity: thisProcess(), patience };
  const own = await acquire(observer);
  const renewal = setInterval(() => renewLock(root, own), patience.renewMs);
  try {
    const now = renewalOf(root, own) ?? Date.now();
    removeLeftovers(root, (lock) => lock.name !== own.name && isOver(observer, lock, now));
    return await work(() => {
      if (renewalOf(root, own) === undefined) refuseBusy(root, undefined);
    });
  } finally {
    clearInterval(renewal);
    removeLock(root, own);
  }
}

async function acquire(observer: Observer): Promise<RunLock> {
  const { root, identity, patience } = observer;
  const deadline = performance.now() + patience.waitMs;
  let own: RunLock | undefined;
  let renewed = 0;
  try {
    for (;;) {
      if (own === undefined) renewed = performance.now();
      own ??= createLock(root, identity);
      const rivals = rivalsOf(observer, own);
      if (rivals?.length === 0) return own;
      if (performance.now() > deadline) refuseBusy(root, rivals?.[0]);
      if (rivals === undefined || rivals.some(({ name }) => name < (own?.name ?? ""))) {
        removeLock(root, own);
        own = undefined;
      }
      await pause(pauseMs * (0.5 + Math.random()));
      if (own === undefined || performance.now() - renewed < patience.renewMs) continue;
      renewLock(root, own);
      renewed = performance.now();
    }
  } catch (cause) {
    if (own !== undefined) removeLock(root, own);
    throw cause;
  }
}

/** The other runs that write or wait; undefined if the own lock is gone. */
function rivalsOf(observer: Observer, own: RunLock): readonly RunLock[] | undefined {
  const now = renewalOf(observer.root, own);
  return now === undefined ? undefined : runningLocks(observer, now).filter(({ name }) => name !== own.name);
}

/** Waits until no other run writes to the folder, without writing. */
export async function untilIdle(root: string, patience: Patience): Promise<void> {
  const observer: Observer = { root, identity: thisProcess(), patience };
  const deadline = performance.now() + patience.waitMs;
  for (;;) {
    const [other] = runningLocks(observer, Date.now());
    if (other === undefined) return;
    if (performance.now() > deadline) refuseBusy(root, other);
    await pause(pauseMs);
  }
}

function runningLocks(observer: Observer, now: number): readonly RunLock[] {
  return locksIn(observer.root).filter((lock) => !isOver(observer, lock, now));
}

/** Whether the process of a lock has ended. Of one that cannot be asked, the time of the lock decides. */
function isOver({ root, identity, patience }: Observer, lock: RunLock, now: number): boolean {
  const state = stateOf(lock, identity);
  if (state !== "unknown") return state === "ended";
  const renewed = renewalOf(root, lock);
  return renewed === undefined || Math.abs(now - renewed) > patience.staleMs;
}

function refuseBusy(root: string, other: RunLock | undefined): never {
  const who = other === undefined ? "another process" : `process ${other.pid} on ${other.host || "this machine"}`;
  refuse("output-busy", { source: root }, `Another run of specloom (${who}) is writing to this folder.`, {
    help: "Run the command again when it has ended.",
  });
}
