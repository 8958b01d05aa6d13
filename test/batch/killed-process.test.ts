import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { fileJournal } from "../../templates/runtime/batch-results/file-journal.js";
import type { BatchSummary } from "../../templates/runtime/batch-results/batch-outcomes.js";
import { readJournal } from "../../templates/runtime/batch-results/batch-journal.js";
import { startFake } from "../fake/fake.js";

/** `npm run test:slow` kills the process fifty times with more inputs; the normal suite does so only a few times. */
const kills = Number(process.env.KILLS ?? 2);
const count = kills < 10 ? 4_000 : 20_000;

interface ProcessRun {
  /** Without the failures of earlier runs, which are handed out again. */
  readonly handedOut: readonly number[];
  readonly fromJournal: readonly number[];
  readonly summary: Pick<BatchSummary<unknown>, "read" | "succeeded" | "failed" | "skipped" | "unknown"> | undefined;
}

/** Runs the child process until it ends or has reported so many outcomes: then it is killed. */
async function runChild(args: readonly string[], killAfter: number): Promise<ProcessRun> {
  const child = spawn(process.execPath, ["--import", "tsx", "test/batch/update-many-child.ts", ...args], {
    cwd: path.resolve(import.meta.dirname, "../.."),
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  let lines = 0;
  child.stdout.on("data", (chunk: Buffer) => {
    const more = chunk.toString();
    text += more;
    lines += more.split("\n").length - 1;
    if (lines >= killAfter) child.kill("SIGKILL");
  });
  await new Promise((resolve) => child.on("close", resolve));
  // The last line may be incomplete.
  const complete = text.split("\n").slice(0, -1);
  const summaries = complete.filter((line) => line.startsWith("{"));
  return {
    handedOut: complete.filter((line) => /^\d/.test(line)).map(Number),
    fromJournal: complete.filter((line) => line.startsWith("again")).map((line) => Number(line.slice(6))),
    summary: summaries[0] === undefined ? undefined : (JSON.parse(summaries[0]) as ProcessRun["summary"]),
  };
}

test(
  `a process killed ${kills} times continues from its journal: no outcome is lost or reported twice`,
  { timeout: 600_000 },
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "kills-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    // Every tenth record does not exist, so that some inputs fail.
    const records = Array.from({ length: count }, (_, index) => ({ id: String(index + 1) })).filter(
      (_, index) => index % 10 !== 9,
    );
    const fake = await startFake({ records, token: "t" });
    onTestFinished(() => fake.close());
    const journal = path.join(folder, "run.journal");
    const seen = new Set<number>();
    let twice = 0;
    const failures = new Set<number>();
    for (let start = 0; ; start++) {
      const most = start < kills ? 1 + Math.floor((Math.random() * 2 * count) / (kills + 1)) : Infinity;
      const { handedOut, fromJournal, summary } = await runChild([fake.url, journal, String(count)], most);
      for (const index of handedOut) {
        if (seen.has(index)) twice++;
        seen.add(index);
      }
      for (const index of [...fromJournal, ...handedOut]) if (index % 10 === 9) failures.add(index);
      expect(new Set(fromJournal).size).toBe(fromJournal.length);
      if (summary === undefined) {
        failures.clear();
        continue;
      }
      // The last run hands out every failure, also those of runs that were killed before they could.
      expect(failures.size).toBe(count * 0.1);
      expect(summary).toMatchObject({ read: count, succeeded: count * 0.9, failed: count * 0.1, skipped: 0, unknown: 0 });
      break;
    }
    expect(twice).toBe(0);

    const reopened = fileJournal(journal);
    const entries = new Map<number, boolean>();
    let lines = 0;
    for await (const { index, error } of readJournal(reopened)) {
      lines++;
      entries.set(index, error === undefined);
    }
    await reopened.close();
    expect({ lines, inputs: entries.size }).toEqual({ lines: count, inputs: count });
    for (const [index, succeeded] of entries) {
      const name = fake.records.get(String(index + 1))?.properties.name;
      expect(succeeded ? name : undefined).toBe(index % 10 === 9 ? undefined : `Name ${index}`);
    }
  },
);
