import type { SingleBar } from "cli-progress";
import type { Progress, Terminal } from "./terminal.js";

/** A run that ends sooner shows nothing. */
const patienceMs = 1000;

/**
 * A line on a terminal that says what a run is at, once it has taken a second, and goes away before anything else is printed. The library is
 * loaded by a run that does not end at once, and never by one that has nothing to do.
 */
export function progressOn(stream: NodeJS.WritableStream): Progress {
  let stage: string | undefined;
  let began = 0;
  let timer: NodeJS.Timeout | undefined;
  let makeBar: (() => SingleBar) | undefined;
  let bar: SingleBar | undefined;
  const load = async (): Promise<void> => {
    const { default: library } = await import("cli-progress");
    // Its own handler of Ctrl+C would keep the run alive.
    const options = { stream, format: "{stage}", clearOnComplete: true, linewrap: true, gracefulExit: false, fps: 20 };
    makeBar ??= () => new library.SingleBar(options);
  };
  const show = (): void => {
    if (stage === undefined || makeBar === undefined || performance.now() - began < patienceMs) return;
    if (bar === undefined) {
      bar = makeBar();
      bar.start(1, 0, { stage });
    } else bar.update(0, { stage });
  };
  const begin = (): void => {
    began = performance.now();
    timer = setTimeout(() => void load().then(show), patienceMs);
    timer.unref();
  };
  const end = (): void => {
    clearTimeout(timer);
    bar?.stop();
    bar = undefined;
  };
  return {
    stage: (now) => {
      if (stage === undefined && now !== undefined) begin();
      else if (now !== undefined && makeBar === undefined) void load();
      stage = now;
      if (now === undefined) end();
      else show();
    },
  };
}

/** A terminal that takes the line away before it prints. */
export function withProgress(terminal: Terminal, progress: Progress): Terminal {
  const after =
    (print: (line: string) => void) =>
    (line: string): void => {
      progress.stage(undefined);
      print(line);
    };
  return { ...terminal, progress, out: after(terminal.out), error: after(terminal.error) };
}
