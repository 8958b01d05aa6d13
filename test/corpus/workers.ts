import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import type { CheckedDescription, Result } from "./result.js";

export interface Limits {
  /** The number of processes. */
  readonly jobs: number;
  /** The heap of a process, in MiB. */
  readonly heap: number;
  /** The time limit for one description. */
  readonly seconds: number;
}

interface Reply {
  readonly result: Result;
  /** The memory of the process afterwards. */
  readonly bytes: number;
}

/** Checks descriptions in parallel in the given order; calls `onResult` for each as soon as it is done. */
export async function checkDescriptions(
  files: readonly string[],
  limits: Limits,
  onResult: (checked: CheckedDescription) => void,
): Promise<readonly CheckedDescription[]> {
  const queue = [...files];
  const checked: CheckedDescription[] = [];
  const work = async (): Promise<void> => {
    const worker = new Worker(limits);
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const started = performance.now();
      const result = await worker.check(file);
      const one = { file, seconds: (performance.now() - started) / 1000, result };
      checked.push(one);
      onResult(one);
    }
    worker.end();
  };
  await Promise.all(Array.from({ length: limits.jobs }, work));
  return checked.sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** One process. It is reused, because it has already parsed the platform's declarations, unless it died or uses too much memory. */
class Worker {
  #process: ChildProcess | undefined;

  constructor(readonly limits: Limits) {}

  async check(file: string): Promise<Result> {
    const child = (this.#process ??= start(this.limits));
    const reply = await ask(child, file, this.limits);
    const tooLarge = reply.bytes > (this.limits.heap * 2 ** 20) / 2;
    if (tooLarge) this.end();
    return reply.result;
  }

  end(): void {
    this.#process?.kill("SIGKILL");
    this.#process = undefined;
  }
}

function start({ heap }: Limits): ChildProcess {
  const execArgv = [`--max-old-space-size=${heap}`, "--import", "tsx"];
  return fork(path.join(import.meta.dirname, "worker.ts"), { execArgv, stdio: ["ignore", "ignore", "pipe", "ipc"] });
}

/** The reply of the process; if it dies or takes too long, a failure after which it is replaced. */
function ask(child: ChildProcess, file: string, { seconds }: Limits): Promise<Reply> {
  return new Promise((resolve) => {
    let stderr = "";
    const collect = (chunk: Buffer) => void (stderr = (stderr + chunk.toString()).slice(-500));
    const finish = (reply: Reply) => {
      clearTimeout(timer);
      child.off("message", replied).off("exit", died);
      child.stderr?.off("data", collect);
      resolve(reply);
    };
    const fail = (problem: string) =>
      finish({ result: { outcome: "failed", stage: "limits", problems: [problem] }, bytes: Infinity });
    const replied = (reply: Reply) => finish(reply);
    const died = (code: number | null) => fail(`The process ended with ${code ?? "a signal"}: ${stderr.trim()}`);
    const timer = setTimeout(() => fail(`It took longer than ${seconds} seconds.`), seconds * 1000);
    child.stderr?.on("data", collect);
    child.on("message", replied).on("exit", died).send(file);
  });
}
