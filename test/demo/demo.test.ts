import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from "vitest";
import { type Fake, startFake } from "../fake/fake.js";

/** Runs the demo as a child process whose output is not a terminal. */

const root = path.resolve(import.meta.dirname, "../..");

interface ProcessResult {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

async function demo(args: readonly string[], token?: string): Promise<ProcessResult> {
  // A token in the environment must not be used by the tests.
  const env = { ...process.env, HUBSPOT_TOKEN: token ?? "" };
  const child = spawn(process.execPath, ["--import", "tsx", "test/demo/demo.ts", ...args], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, error] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (error += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, out, error };
}

/** The cells of every table in a text, row by row. */
function rowsOf(text: string): string[][] {
  const lines = text.split("\n").filter((line) => line.startsWith("│"));
  return lines.map((line) =>
    line
      .split("│")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "demo-"));
  // The first run builds the package if necessary.
  await demo(["--help"]);
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(content: unknown): Promise<string> {
  const file = path.join(folder, "updates.json");
  await writeFile(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

describe("the rehearsal", () => {
  test("updates 247 records, and prints why three were refused, without colours", async () => {
    const { code, out, error } = await demo([]);
    expect(error).toBe("");
    expect(out.split("\n").filter((line) => line.includes(" of 250: "))).toEqual([
      "100 of 250: 99 updated, 1 not",
      "200 of 250: 198 updated, 2 not",
      "250 of 250: 247 updated, 3 not",
    ]);
    const id = (count: number) => `00000000-0000-4000-8000-00000000000${count}`;
    expect(rowsOf(out)).toEqual([
      ["records", "updated", "not updated", "requests"],
      ["250", "247", "3", "3"],
      ["id", "name", "category", "message", "correlation id"],
      ["100042", "Partner client 42", "OBJECT_NOT_FOUND", "One record was not found.", id(1)],
      ["137", "Partner client 137", "VALIDATION_ERROR", 'property_number: "a dozen" is not a number.', id(2)],
      ["211", "Partner client 211", "VALIDATION_ERROR", 'property_dropdown: "choice_z" is not one of its options.', id(3)],
    ]);
    expect(out).not.toContain("\u001b");
    expect(code).toBe(0);
  });
});

describe("live", () => {
  const token = "pat-secret-of-the-test";
  const good = { id: "1", properties: { name: "New" } };
  const live = async (content: unknown, ...more: string[]) =>
    demo(["--live", "--file", await fileOf(content), "--base-url", fake.url, ...more], token);

  let fake: Fake;
  beforeEach(async () => {
    fake = await startFake({ token });
  });
  afterEach(() => fake.close());

  test("--yes writes without a question", async () => {
    const { code, out, error } = await live(
      [good, { id: "CLIENT2@example.com", idProperty: "email", properties: { name: "Two" } }],
      "--yes",
    );
    expect({ code, error }).toEqual({ code: 0, error: "" });
    expect(out).toContain("Every record was updated.");
    expect([fake.records.get("1")?.properties.name, fake.records.get("2")?.properties.name]).toEqual(["New", "Two"]);
    expect(out + error).not.toContain(token);
  });

  test("without a terminal and --yes nothing is sent", async () => {
    const { code, out, error } = await live([good]);
    expect({ code, out, error }).toEqual({
      code: 2,
      out: "",
      error: "There is no terminal to ask on. Give --yes to write without being asked.\n",
    });
    expect(fake.requests).toEqual([]);
  });

  test("one that is not updated: exit code 1", async () => {
    const { code, out } = await live([good, { id: "77", properties: { name: "Nobody" } }], "--yes");
    expect(rowsOf(out).at(-1)).toEqual(["77", "Nobody", "OBJECT_NOT_FOUND", "One record was not found.", expect.any(String)]);
    expect(code).toBe(1);
  });

  test("a token that is refused ends the run, and is not printed", async () => {
    fake.when(() => true, { status: 401 });
    const many = Array.from({ length: 101 }, (_, index) => ({ ...good, id: String(index) }));
    const { code, out, error } = await live(many, "--yes");
    expect(
      rowsOf(out)
        .filter(([id]) => id === "0" || id === "100")
        .map(([, , category]) => category),
    ).toEqual(["INVALID_AUTHENTICATION", "NOT_SENT"]);
    expect(fake.requests).toHaveLength(1);
    expect(out + error).not.toContain(token);
    expect(code).toBe(1);
  });
});

describe("bad usage: one line, exit code 2", () => {
  const table: readonly { readonly given: readonly string[]; readonly token?: string; readonly want: string }[] = [
    { given: ["--file", "x.json"], want: "--file and --yes go with --live.\n" },
    { given: ["--live"], token: "t", want: "--live needs --file, a JSON file with the updates.\n" },
    {
      given: ["--live", "--file", "x.json"],
      want: "--live needs the environment variable HUBSPOT_TOKEN: the access token of a private app.\n",
    },
    { given: ["--live", "--file", "missing.json", "--yes"], token: "t", want: "missing.json: cannot be read (ENOENT).\n" },
    { given: ["--lively"], want: "error: unknown option '--lively'\n(Did you mean --live?)\n" },
  ];
  test.each(table)("$given", async ({ given, token, want }) => {
    expect(await demo(given, token)).toEqual({ code: 2, out: "", error: want });
  });
});
