import { appendFile, mkdtemp, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { type Journal, readJournal } from "../../templates/runtime/batch-results/batch-journal.js";
import { fileJournal } from "../../templates/runtime/batch-results/file-journal.js";
import { respondingWith, collect, json, outcomesOf, createService, inputsFor } from "./run-helpers.js";
import { inVirtualTime } from "./virtual-time.js";
import { invalidValue, runAgainst } from "./services/model-service.js";

describe("a journal", () => {
  function memory(): Journal & { readonly lines: string[] } {
    const lines: string[] = [];
    return { lines, read: () => lines, append: (line) => Promise.resolve(void lines.push(line)) };
  }

  test("lets a second run continue: nothing that succeeded or failed is sent again, and failures are reported again", async () => {
    const journal = memory();
    const first = createService();
    const stopping = respondingWith(first, (request) => (request >= 2 ? json(401, {}) : undefined));
    const list = inputsFor(40).map((one, index) => (index === 5 ? { ...one, value: invalidValue } : one));
    const before = await outcomesOf(stopping, list, { journal, concurrency: 1 });
    expect(before.filter((outcome) => !("reason" in outcome)).length).toBe(16);

    const second = createService();
    await inVirtualTime(async () => {
      const run = runAgainst(second, list, { journal, inOrder: true });
      const outcomes = await collect(run);
      expect(outcomes.map(({ index }) => index)).toEqual([5, ...Array.from({ length: 24 }, (_, index) => index + 16)]);
      expect(outcomes[0]).toEqual({ ...before[5], fromJournal: true });
      expect(await run).toMatchObject({ read: 40, succeeded: 39, failed: 1, skipped: 0, unknown: 0 });
    });
    expect(second.requests).toBe(3);
  });

  test("a failed input that was mended is named, and sent again with retryFailures", async () => {
    const journal = memory();
    const list = inputsFor(20).map((one, index) => (index % 5 === 0 ? { ...one, value: invalidValue } : one));
    await outcomesOf(createService(), list, { journal });
    const mended = list.map((one, index) => (index === 5 ? { ...one, value: "mended" } : one));
    await expect(outcomesOf(createService(), mended, { journal })).rejects.toThrow(
      'The input 5 ("5") has changed since it failed in an earlier run. Set retryFailures to send it and all others that failed.',
    );

    const service = createService();
    const outcomes = await outcomesOf(service, mended, { journal, retryFailures: true });
    expect(outcomes.map(({ index, status }) => [index, status])).toEqual([
      [0, "failed"],
      [5, "succeeded"],
      [10, "failed"],
      [15, "failed"],
    ]);
    expect(outcomes.filter((one) => "fromJournal" in one)).toEqual([]);
    const last = new Map((await collect(readJournal(journal))).map((entry) => [entry.index, entry]));
    expect([...last.values()].filter(({ error }) => error).map(({ index }) => index)).toEqual([0, 10, 15]);
    expect(last.size).toBe(20);
  });

  test("a killed run with retryFailures leaves none of them as failed", async () => {
    const journal = memory();
    const list = inputsFor(4).map((one) => ({ ...one, value: invalidValue }));
    await outcomesOf(createService(), list, { journal });
    const mended = inputsFor(4);
    const lost = { fetch: () => Promise.reject(new Error("The process was killed.")) };
    const outcomes = await outcomesOf(lost, mended, { journal, retryFailures: true });
    expect(outcomes.map(({ status }) => status)).toEqual(Array(4).fill("unknown"));
    // Not the line about their being unknown, which a killed process does not write.
    journal.lines.pop();
    const entries = await collect(readJournal(journal));
    expect(entries.slice(4)).toEqual([0, 1, 2, 3].map((index) => ({ index, retried: true })));
    expect((await outcomesOf(createService(), mended, { journal })).map(({ status }) => status)).toEqual(
      Array(4).fill("succeeded"),
    );
  });

  test("an input that a later one has replaced is not sent again with retryFailures, although it was changed", async () => {
    const journal = memory();
    const list = [...inputsFor(3), { id: "1", value: "later" }];
    const first = await outcomesOf(createService(), list, { journal, onDuplicate: "last-wins" });
    expect(first.map(({ index, status }) => [index, status]).sort()).toEqual([[0, "succeeded"], [1, "failed"], [2, "succeeded"], [3, "succeeded"]]); // prettier-ignore
    const service = createService();
    const changed = list.map((one, index) => (index === 1 ? { ...one, value: "changed" } : one));
    expect(await outcomesOf(service, changed, { journal, onDuplicate: "last-wins", retryFailures: true })).toMatchObject([
      { index: 1, status: "failed", error: { category: "SUPERSEDED" }, fromJournal: true },
    ]);
  });

  test("is read by a dry run, which writes nothing to it", async () => {
    const journal = memory();
    const list = inputsFor(40).map((one, index) => (index === 5 ? { ...one, value: invalidValue } : one));
    const stopping = respondingWith(createService(), (request) => (request >= 4 ? json(401, {}) : undefined));
    const sent = (await outcomesOf(stopping, list, { journal, concurrency: 1 })).filter((one) => !("reason" in one)).length;
    const lines = [...journal.lines];
    const planned = async (options: object) => {
      const requests = await collect(runAgainst(createService(), list, { journal, ...options }).dryRun());
      return {
        ids: requests.flatMap(({ inputs }) => inputs.map(({ id }) => Number(id))),
        problems: requests.flatMap(({ problems }) => problems).map(({ index, fromJournal }) => ({ index, fromJournal })),
      };
    };
    const rest = Array.from({ length: 40 - sent }, (_, index) => index + sent);
    expect(await planned({})).toEqual({ ids: rest, problems: [{ index: 5, fromJournal: true }] });
    expect(await planned({ retryFailures: true })).toEqual({ ids: [5, ...rest], problems: [] });
    expect(journal.lines).toEqual(lines);
  });

  test("is not accepted for other inputs", async () => {
    const journal = memory();
    await outcomesOf(createService(), inputsFor(3), { journal });
    const changed = inputsFor(3).map((one) => ({ ...one, value: "another" }));
    await expect(outcomesOf(createService(), changed, { journal })).rejects.toThrow(
      'The journal belongs to other inputs: input 0 ("0") differs from the one that succeeded there.',
    );
  });
});

describe("a journal in a file", () => {
  async function fileOf(text?: string): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), "journal-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = path.join(folder, "run.journal");
    if (text !== undefined) await writeFile(file, text);
    return file;
  }

  async function linesOf(file: string): Promise<string[]> {
    const journal = fileJournal(file);
    const lines: string[] = [];
    for await (const line of journal.read()) lines.push(line);
    await journal.close();
    return lines;
  }

  test("returns the lines that were added, with any content and of any length", async () => {
    const file = await fileOf();
    const journal = fileJournal(file);
    const lines = ["a", "ä€😀", "x".repeat(200_000), "", "b"];
    await Promise.all(lines.map((line) => journal.append(line)));
    await journal.close();
    expect(await linesOf(file)).toEqual(lines);
  });

  test("drops an incomplete last line, and continues after the last complete one", async () => {
    const file = await fileOf();
    const journal = fileJournal(file);
    await journal.append("one");
    await journal.append("two");
    await journal.close();
    const text = await readFile(file, "utf8");
    for (let length = 0; length < text.length; length++) {
      await writeFile(file, text.slice(0, length));
      const reopened = fileJournal(file);
      await reopened.append("three");
      await reopened.close();
      const complete = text.slice(0, length).split("\n").length - 1;
      expect(await linesOf(file)).toEqual([...["one", "two"].slice(0, complete), "three"]);
    }
  });

  test("does not read a file that is damaged before its end", async () => {
    const file = await fileOf();
    const journal = fileJournal(file);
    await journal.append("one");
    await journal.close();
    await appendFile(file, "00000000 two\n");
    await expect(linesOf(file)).rejects.toThrow(/is damaged at byte 13\.$/);
  });

  test.each(["id,name", "0badc0de-and more", "{}", "\u0000"])(
    "a file that is no journal is refused untouched: %j",
    async (text) => {
      const file = await fileOf(text);
      await expect(linesOf(file)).rejects.toThrow("is not a journal");
      expect(await readFile(file, "utf8")).toBe(text);
    },
  );

  test.skipIf(process.platform === "win32")("a file without an end is refused at once", async () => {
    await expect(linesOf("/dev/zero")).rejects.toThrow("The file /dev/zero is not a journal.");
  });

  test("continues after the last complete line where a line was written in part, because the disk was full", async () => {
    const file = await fileOf();
    const journal = fileJournal(file);
    await journal.append("one");
    const handle = await open(file);
    await handle.close();
    const spy = vi.spyOn(Object.getPrototypeOf(handle) as { appendFile(text: string): Promise<void> }, "appendFile");
    spy.mockImplementationOnce(async (text) => {
      await appendFile(file, text.slice(0, 5));
      throw new Error("ENOSPC");
    });
    const together = await Promise.allSettled([journal.append("two"), journal.append("three")]);
    expect(together.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await journal.append("four");
    await journal.close();
    spy.mockRestore();
    expect(await linesOf(file)).toEqual(["one", "four"]);
  });

  test("leaves no file open where the journal is damaged, and close() does not throw that error again", async () => {
    const file = await fileOf("cbf43926 123456789\n00000000 two\n");
    const openFiles = async () => (await readdir("/proc/self/fd").catch(() => [])).length;
    const before = await openFiles();
    for (let count = 0; count < 20; count++) {
      const journal = fileJournal(file);
      await expect(journal.append("three")).rejects.toThrow("is damaged");
      await journal.close();
    }
    expect(await openFiles()).toBeLessThan(before + 10);
  });

  test("has CRC-32 checksums: that of 123456789 is CBF43926", async () => {
    const file = await fileOf("cbf43926 123456789\n");
    expect(await linesOf(file)).toEqual(["123456789"]);
  });

  test("has every outcome once", async () => {
    const file = await fileOf();
    const journal = fileJournal(file);
    const list = inputsFor(20).map((one, index) => (index === 5 ? { ...one, value: invalidValue } : one));
    await collect(runAgainst(createService(), list, { journal }));
    const entries = await collect(readJournal(journal));
    await journal.close();
    expect(entries.map(({ index }) => index).sort((a, b) => a - b)).toEqual(list.map((_, index) => index));
    expect(entries.filter(({ error }) => error)).toMatchObject([{ index: 5, error: { category: "INVALID", attempts: 1 } }]);
  });
});
