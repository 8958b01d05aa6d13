import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { expect, onTestFinished, test } from "vitest";
import { fileJournal } from "../../templates/runtime/batch-results/file-journal.js";
import { readJournal } from "../../templates/runtime/batch-results/batch-journal.js";
import { startFake } from "../fake/fake.js";
import { buildPackage } from "../package/build-package.js";
import { fencesOf } from "../package/fences.js";

/** Runs the program in docs/data-sync.md with the built package over real sockets. `npm run test:slow` kills it twenty times. */

const page = readFileSync(path.resolve(import.meta.dirname, "../../docs/data-sync.md"), "utf8");
const [program] = fencesOf(page);
const kills = Math.min(20, Number(process.env.KILLS ?? 1));

interface Ended {
  readonly code: number | null;
  readonly last: string;
  readonly errors: string;
}

/** A folder with the program and its file, and a fake of the service with the records 1 to 250. */
async function scene(rows: readonly string[]) {
  const folder = mkdtempSync(path.join(buildPackage().home, "data-sync-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const fake = await startFake({ records: 250, token: "t" });
  onTestFinished(() => fake.close());
  const write = (lines: readonly string[]) =>
    writeFileSync(path.join(folder, "updates.csv"), ["id,name,property_number", ...lines].join("\n"));
  write(rows);
  writeFileSync(path.join(folder, "program.mts"), program?.code ?? "");
  const execute = async (options: { token?: string; args?: readonly string[]; killAfterMs?: number } = {}): Promise<Ended> => {
    const { token = "t", args = [], killAfterMs } = options;
    const child = spawn(process.execPath, ["--import", "tsx", "program.mts", ...args], {
      cwd: folder,
      env: { ...process.env, HUBSPOT_URL: fake.url, HUBSPOT_TOKEN: token },
      stdio: ["ignore", "pipe", "pipe"],
    });
    if (killAfterMs !== undefined) child.stdout.once("data", () => setTimeout(() => child.kill("SIGKILL"), killAfterMs));
    const [text, errors] = [read(child.stdout), read(child.stderr)];
    const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
    return { code, last: text().trimEnd().split("\n").at(-1) ?? "", errors: errors() };
  };
  const report = () => parse(readFileSync(path.join(folder, "not-updated.csv"), "utf8"), { bom: true });
  return { folder, fake, write, execute, report };
}

function read(stream: ChildProcess["stdout"]): () => string {
  let text = "";
  stream?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}

/** The positions of the rows that the journal says were updated. */
async function done(folder: string): Promise<ReadonlySet<number>> {
  const journal = fileJournal(path.join(folder, "updates.journal"));
  const last = new Map<number, boolean>();
  for await (const { index, error, retried } of readJournal(journal)) last.set(index, !error && !retried);
  await journal.close();
  return new Set([...last].flatMap(([index, succeeded]) => (succeeded ? [index] : [])));
}

const rowFor = (id: number, number = "12") => `${id},"Client ""${id}"", Ltd",${number}`;

test("a CSV file becomes updates and a report; a second run sends nothing twice; mended rows are sent", async () => {
  const rows = Array.from({ length: 251 }, (_, index) => rowFor(index + 1, index === 41 ? "a dozen" : "12"));
  const { fake, write, execute, report } = await scene(rows);
  const first = await execute();
  expect(first).toMatchObject({ code: 1, last: "249 updated, 2 failed, 0 skipped, 0 unknown, 3 requests", errors: "" });
  const reported = report();
  expect(reported.map((cells) => cells.slice(0, 3)).sort()).toEqual([
    ["251", "failed", "OBJECT_NOT_FOUND"],
    ["42", "failed", "VALIDATION_ERROR"],
  ]);
  expect(fake.records.get("250")?.properties.name).toBe('Client "250", Ltd');

  expect(await execute()).toMatchObject({ code: 1, last: "249 updated, 2 failed, 0 skipped, 0 unknown, 0 requests" });
  expect(report()).toEqual(reported);
  expect(fake.requests.length).toBe(3);

  write(rows.map((row, index) => (index === 41 ? rowFor(42) : row)));
  const refused = await execute();
  expect(refused.code).toBe(1);
  expect(refused.errors).toContain('The input 41 ("42") has changed since it failed in an earlier run. Set retryFailures');
  const last = await execute({ args: ["--retry-failures"] });
  expect(last).toMatchObject({ code: 1, last: "250 updated, 1 failed, 0 skipped, 0 unknown, 1 requests" });
  expect(report().map(([id]) => id)).toEqual(["251"]);
});

test("bad rows are not sent, and are reported with their lines", async () => {
  const rows = ["1,one,1", "2,two", '3,"a line break\nand ""quotes"", too",3', "", "4,four,4,more", "6,,6\r", ",nobody,5"];
  const { fake, execute, report } = await scene(rows);
  const before = fake.records.get("2")?.properties;
  expect(await execute()).toMatchObject({ code: 1, last: "3 updated, 3 failed, 0 skipped, 0 unknown, 1 requests", errors: "" });
  expect(report()).toEqual([
    ["2", "failed", "INVALID_INPUT", "The input cannot be written: line 3 has 2 of 3 columns"],
    ["4", "failed", "INVALID_INPUT", "The input cannot be written: line 7 has 4 of 3 columns"],
    ["", "failed", "INVALID_INPUT", "The input cannot be written: line 9 has no id"],
  ]);
  expect(fake.records.get("2")?.properties).toEqual(before);
  expect(fake.records.get("3")?.properties.name).toBe('a line break\nand "quotes", too');
  expect(fake.records.get("6")?.properties).toMatchObject({ property_number: "6" });
  expect(fake.records.get("6")?.properties).not.toHaveProperty("name");
});

test("a stray quote fails the lines that it may have joined; the rest goes on, and the mended lines keep their places", async () => {
  const rows = [
    '1,12" pipe,1',
    '2,"two"x,2',
    '3,"three',
    "4,four,4",
    '5,"five",5',
    "",
    "6,six,6",
    '7, "seven",7',
    '8,"eight" ,8',
    '9,"ni""ne",9',
  ];
  const { fake, write, execute, report } = await scene(rows);
  const before = fake.records.get("4")?.properties;
  expect(await execute()).toMatchObject({ code: 1, last: "2 updated, 7 failed, 0 skipped, 0 unknown, 1 requests", errors: "" });
  const fault = (line: number) => `The input cannot be written: line ${line} has a stray quote, or follows one`;
  const failed = [1, 2, 3, 4, 5, 7, 8].map((id) => [String(id), "failed", "INVALID_INPUT", fault(id < 7 ? id + 1 : id + 2)]);
  expect(report()).toEqual(failed);
  expect(fake.records.get("4")?.properties).toEqual(before);
  expect(fake.records.get("9")?.properties.name).toBe('ni"ne');

  const mended = [
    '1,"12"" pipe",1',
    '2,"two""x",2',
    '3,"three",3',
    ...rows.slice(3, 7),
    '7," ""seven""",7',
    '8,"eight ",8',
    '9,"ni""ne",9',
  ];
  write(mended);
  const last = await execute({ args: ["--retry-failures"] });
  expect(last).toMatchObject({ code: 0, last: "9 updated, 0 failed, 0 skipped, 0 unknown, 1 requests" });
  expect(fake.records.get("1")?.properties.name).toBe('12" pipe');
});

test("a file that cannot be read, a quote that is not closed, and two columns of one name end the program with an error", async () => {
  const { folder, execute } = await scene(["1,one,1", '2,"two,2', "3,three,3"]);
  expect(await execute()).toMatchObject({ code: 1, errors: expect.stringMatching(/CsvError: Quote Not Closed/) as string });
  writeFileSync(path.join(folder, "updates.csv"), 'id,na"me\n1,one');
  expect(await execute()).toMatchObject({
    code: 1,
    errors: expect.stringContaining("first line of updates.csv has a") as string,
  });
  writeFileSync(path.join(folder, "updates.csv"), "id,name,name\n1,one,two");
  expect(await execute()).toMatchObject({ code: 1, errors: expect.stringContaining("two columns of the same name") as string });
  rmSync(path.join(folder, "updates.csv"));
  expect(await execute()).toMatchObject({ code: 1, errors: expect.stringContaining("ENOENT") as string });
});

test(`an expired token and ${kills} kills: every row is in exactly one of done and report`, { timeout: 120_000 }, async () => {
  const isMissing = (index: number) => index % 50 === 49;
  const isShort = (index: number) => index % 70 === 7;
  // Each record several times, so that the rows take longer than a process lives.
  const rows = Array.from({ length: 2_000 }, (_, index) =>
    isShort(index) ? `${index},short` : rowFor(isMissing(index) ? 9_999 : (index % 250) + 1, String(index)),
  );
  const { folder, execute, report } = await scene(rows);
  const expired = await execute({ token: "expired" });
  expect(expired).toMatchObject({ code: 1, errors: expect.stringContaining("The run stopped: ") as string });
  expect({ done: (await done(folder)).size, reported: report().length }).toEqual({ done: 0, reported: rows.length });

  for (let count = 0; count < kills; count++) await execute({ killAfterMs: Math.random() * 60 });
  expect((await execute()).code).toBe(1);
  const updated = await done(folder);
  const bad = [...rows.keys()].filter((index) => isShort(index) || isMissing(index));
  expect([...rows.keys()].filter((index) => !updated.has(index))).toEqual(bad);
  const shortIds = bad.filter(isShort).map(String);
  const missingIds = bad.filter((index) => !isShort(index)).map(() => "9999");
  expect(
    report()
      .map(([id]) => id)
      .sort(),
  ).toEqual([...shortIds, ...missingIds].sort());
});
