import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** A process as its lock names it. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in clock ticks since the machine did; `0` where the system does not tell. A PID is used again, but not with this. */
  readonly started: string;
  /** A hash of the host name, of the machine's last start, and of the PID namespace: only where all are equal do PIDs mean the same. */
  readonly machine: string;
  readonly host: string;
}

/** The identity of this process. */
export function thisProcess(): ProcessIdentity {
  const host = hostname();
  const parts = [
    host,
    textOf(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8")),
    textOf(() => readlinkSync("/proc/self/ns/pid")),
  ];
  const machine = createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 12);
  return { pid: process.pid, started: statusOf(process.pid)?.started ?? "0", machine, host };
}

/** Whether a process runs; `unknown` for one of another machine, and where the system does not tell whether its PID was used again. */
export function stateOf({ pid, started, machine }: ProcessIdentity, observer: ProcessIdentity): "running" | "ended" | "unknown" {
  if (machine !== observer.machine) return "unknown";
  if (!exists(pid)) return "ended";
  const status = statusOf(pid);
  if (status === undefined || started === "0") return "unknown";
  // A zombie has ended; it only waits for its parent to notice, which in a container may be never.
  return status.started === started && !/[ZXx]/.test(status.state) ? "running" : "ended";
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (cause) {
    // EPERM: it exists and belongs to another user.
    return !(cause instanceof Error && "code" in cause && cause.code === "ESRCH");
  }
}

/** State and start of a process on Linux, from `/proc/<pid>/stat`: they are the 1st and the 20th field after the name in parentheses. */
function statusOf(pid: number): { readonly state: string; readonly started: string } | undefined {
  const text = textOf(() => readFileSync(`/proc/${pid}/stat`, "latin1"));
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state, started] = [fields[0], fields[19]];
  return state === undefined || started === undefined ? undefined : { state, started };
}

function textOf(read: () => string): string {
  try {
    return read().trim();
  } catch {
    return "";
  }
}
