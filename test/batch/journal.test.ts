import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
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

  test("is not accepted for other inputs", async () => {
    const journal = memory();
    await outcomesOf(createService(), inputsFor(3), { journal });
    const changed = inputsFor(3).map((one) => ({ ...one, value: "another" }));
    await expect(outcomesOf(createService(), changed, { journal })).rejects.toThrow("The journal belongs to other inputs");
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

  test("leaves no file open where the journal is damaged, and close() does not throw that error again", async () => {
    const file = await fileOf("cbf43926 123456789\n00000000 two\n");
    const open = async () => (await readdir("/proc/self/fd").catch(() => [])).length;
    const before = await open();
    for (let count = 0; count < 20; count++) {
      const journal = fileJournal(file);
      await expect(journal.append("three")).rejects.toThrow("is damaged");
      await journal.close();
    }
    expect(await open()).toBeLessThan(before + 10);
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
