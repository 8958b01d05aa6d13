import { Refusal } from "../diagnostics.js";
import { isAbsoluteUri } from "../load/documents/location.js";
import { standardInput } from "../load/read/read-text.js";
import { count } from "../report.js";
import { type FormattedOutputs, type Run, startRun } from "./build.js";
import { type Command, exitCodes, type Invocation, outputNames } from "./command.js";
import { generateOutputs } from "./generate-command.js";

/** How long no file may change before a run: editors write a file in several steps. */
const pauseMs = 50;

/** `specloom watch`: generates, and again whenever a file that it read has changed, until it is interrupted. */
export const watchCommand: Command<"watch"> = {
  description: "generate, and again whenever the description, an overlay or the config file changes; Ctrl+C ends it",
  summary: "generate again whenever something changes",
  example: "npx specloom watch --input petstore.yaml --layout source --output src/petstore",
  arguments: outputNames,
  takesOutputs: "several",
  async run(invocation) {
    const { watch } = await import("chokidar");
    const watcher = watch([], { alwaysStat: true });
    const changes = waitingLine();
    let began = performance.timeOrigin;
    watcher.on("all", (event, _path, stats) => {
      // A file is reported as added when it begins to be watched, too. It counts if it has changed since the run began that read it.
      const isAsRead = event.startsWith("add") && stats !== undefined && stats.ctimeMs < began;
      if (!isAsRead) changes.add();
    });
    const interrupted = new Promise<"interrupted">((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve("interrupted"));
    });
    const formatted: FormattedOutputs = new Map();
    let before = true;
    for (;;) {
      const { ok, files, folders } = await generateOnce(invocation, formatted);
      watcher.add([...files, ...folders]);
      invocation.reporter.note(stateOf(before, ok, files.length));
      before = ok;
      if ((await Promise.race([changes.next(), interrupted])) === "interrupted") break;
      began = Date.now();
    }
    await watcher.close();
    return exitCodes.done;
  },
};

/** A run, and what it depends on. */
interface GeneratedOnce {
  readonly ok: boolean;
  readonly files: readonly string[];
  /** Folders with any number of files. */
  readonly folders: Iterable<string>;
}

/** One run, with the config file as it is now. A refusal is printed, and the outputs stay as they are. */
async function generateOnce(
  { options: { quiet }, config, terminal, reporter }: Invocation<"watch">,
  formatted: FormattedOutputs,
): Promise<GeneratedOnce> {
  const run = startRun(terminal, reporter, formatted);
  const configFile = config.path === undefined ? [] : [config.path];
  try {
    const { ok, outputs, lines, documents } = await generateOutputs(await config.reload(), run);
    reporter.result(ok, { outputs }, quiet ? [] : lines);
    const files = filesAmong([...configFile, ...filesOf(run), ...documents.map(({ text }) => text.name)]);
    return { ok, files, folders: run.folders };
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    reporter.refusal(thrown.diagnostics);
    return { ok: false, files: filesAmong([...configFile, ...filesOf(run)]), folders: run.folders };
  }
}

/** The texts that a run has read, also where it was refused. */
function filesOf({ texts, descriptions }: Run): readonly string[] {
  return [...texts.keys(), ...[...descriptions.values()].flatMap(({ documents }) => documents.map(({ text }) => text.name))];
}

/** Those that are files, each once. Nothing tells when a URL changes. */
function filesAmong(names: readonly string[]): readonly string[] {
  return [...new Set(names)].filter((name) => name !== standardInput && !isAbsoluteUri(name));
}

function stateOf(before: boolean, ok: boolean, files: number): string {
  if (!ok) return "Nothing was written; the last output stays. Watching for the next change.";
  return before ? `Watching ${count(files, "file")}.` : "Mended. Watching for the next change.";
}

/** Changes of files, of which many at a time are one. */
function waitingLine(): { readonly add: () => void; readonly next: () => Promise<"changed"> } {
  let timer: NodeJS.Timeout | undefined;
  let changed = false;
  let wake: (() => void) | undefined;
  const settle = () => {
    changed = true;
    wake?.();
  };
  return {
    add: () => {
      clearTimeout(timer);
      timer = setTimeout(settle, pauseMs);
    },
    next: () =>
      new Promise((resolve) => {
        wake = () => {
          if (!changed) return;
          changed = false;
          wake = undefined;
          resolve("changed");
        };
        wake();
      }),
  };
}
