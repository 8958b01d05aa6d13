import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import type { Judged, Verdict } from "./verdict.js";

export interface Bounds {
  /** How many descriptions are judged at the same time. */
  readonly jobs: number;
  /** The heap of one process, in MiB. */
  readonly heap: number;
  /** What one description may take. */
  readonly seconds: number;
}

interface Answer {
  readonly verdict: Verdict;
  /** What the process holds after its work. */
  readonly bytes: number;
}

/** Judges descriptions side by side in the order given; `told` hears of each as soon as it is known. */
export async function judgeAll(
  files: readonly string[],
  bounds: Bounds,
  told: (judged: Judged) => void,
): Promise<readonly Judged[]> {
  const waiting = [...files];
  const judged: Judged[] = [];
  const work = async (): Promise<void> => {
    const worker = new Worker(bounds);
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const started = performance.now();
      const verdict = await worker.judge(file);
      const one = { file, seconds: (performance.now() - started) / 1000, verdict };
      judged.push(one);
      told(one);
    }
    worker.end();
  };
  await Promise.all(Array.from({ length: bounds.jobs }, work));
  return judged.sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** One process, kept while it is healthy because it has parsed the platform's declarations already, and replaced where it grew or died. */
class Worker {
  #process: ChildProcess | undefined;

  constructor(readonly bounds: Bounds) {}

  async judge(file: string): Promise<Verdict> {
    const child = (this.#process ??= start(this.bounds));
    const answer = await ask(child, file, this.bounds);
    const grown = answer.bytes > (this.bounds.heap * 2 ** 20) / 2;
    if (grown) this.end();
    return answer.verdict;
  }

  end(): void {
    this.#process?.kill("SIGKILL");
    this.#process = undefined;
  }
}

function start({ heap }: Bounds): ChildProcess {
  const execArgv = [`--max-old-space-size=${heap}`, "--import", "tsx"];
  return fork(path.join(import.meta.dirname, "worker.ts"), { execArgv, stdio: ["ignore", "ignore", "pipe", "ipc"] });
}

/** What the process answers; a process that dies or takes too long has failed and is as good as grown beyond measure. */
function ask(child: ChildProcess, file: string, { seconds }: Bounds): Promise<Answer> {
  return new Promise((resolve) => {
    let words = "";
    const hear = (chunk: Buffer) => void (words = (words + chunk.toString()).slice(-500));
    const finish = (answer: Answer) => {
      clearTimeout(timer);
      child.off("message", answered).off("exit", died);
      child.stderr?.off("data", hear);
      resolve(answer);
    };
    const fail = (complaint: string) =>
      finish({ verdict: { outcome: "failed", stage: "bounds", complaints: [complaint] }, bytes: Infinity });
    const answered = (answer: Answer) => finish(answer);
    const died = (code: number | null) => fail(`The process ended with ${code ?? "a signal"}: ${words.trim()}`);
    const timer = setTimeout(() => fail(`It took longer than ${seconds} seconds.`), seconds * 1000);
    child.stderr?.on("data", hear);
    child.on("message", answered).on("exit", died).send(file);
  });
}
