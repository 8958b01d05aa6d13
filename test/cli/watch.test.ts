import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

/** `specloom watch`, as a process of its own. */

const bin = join(import.meta.dirname, "../../generator/bin.mjs");
const watchSchema = JSON.parse(readFileSync(join(import.meta.dirname, "../../schemas/watch.schema.json"), "utf8")) as object;
const patience = { timeout: 60_000, interval: 25 };

const description = (name: string) => `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
servers: [{ url: https://pets.example }]
paths: { /pets: { $ref: "paths.yaml#/${name}" } }
`;
const paths = `cats: { get: { operationId: cats, responses: { "200": { description: All. } } } }
dogs: { get: { operationId: dogs, responses: { "200": { description: All. } } } }
`;

let folder: string;
let child: ChildProcess | undefined;
let printed = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watch-"));
  write("api.yaml", description("cats"));
  write("paths.yaml", paths);
  write("specloom.config.yaml", "input: api.yaml\nlayout: source\noutput: out\n");
  printed = "";
});

afterEach(() => {
  child?.kill("SIGKILL");
});

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

function operations(): string {
  const path = join(folder, "out/operations");
  return existsSync(path)
    ? readdirSync(path)
        .map((name) => readFileSync(join(path, name), "utf8"))
        .join("")
    : "";
}

function start(...options: readonly string[]): ChildProcess {
  const started = spawn(process.execPath, [bin, "watch", ...options], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [started.stdout, started.stderr])
    stream.on("data", (data: Buffer) => {
      printed += stripVTControlCharacters(data.toString());
    });
  child = started;
  return started;
}

const untilPrinted = (text: string) => expect.poll(() => printed, patience).toContain(text);

describe("watch", () => {
  test(
    "follows the description, its documents and the config file, survives what is broken, and ends when it is interrupted",
    { timeout: 120_000 },
    async () => {
      const running = start();
      await untilPrinted("Watching 3 files.");
      const before = operations();
      expect(before).not.toBe("");

      write("paths.yaml", "cats: [\n");
      await untilPrinted("paths.yaml:");
      await untilPrinted("Nothing was written; the last output stays.");
      expect(operations()).toBe(before);

      write("paths.yaml", paths.replace("operationId: cats", "operationId: lions"));
      await untilPrinted("Mended.");
      expect(operations()).toContain("lions");

      write("api.yaml", description("dogs"));
      await expect.poll(operations, patience).toContain("dogs");

      write("specloom.config.yaml", "input: api.yaml\nlayout: sources\noutput: out\n");
      await untilPrinted("`layout` cannot be `sources`. Did you mean `source`?");
      write("specloom.config.yaml", "input: api.yaml\nlayout: source\noutput: other\n");
      await expect.poll(() => existsSync(join(folder, "other/index.ts")), patience).toBe(true);

      const ended = new Promise((resolve) => running.once("exit", resolve));
      running.kill("SIGINT");
      expect(await ended).toBe(0);
    },
  );

  test("sees what changes while a run goes on that has read it already", { timeout: 120_000 }, async () => {
    write(
      "specloom.config.mjs",
      `import { existsSync, writeFileSync } from "node:fs";
const files = (all) => {
  if (existsSync("changed")) return all;
  writeFileSync("paths.yaml", ${JSON.stringify(paths.replace("operationId: cats", "operationId: lions"))});
  writeFileSync("changed", "");
  return all;
};
export default { input: "api.yaml", layout: "source", output: "out", hooks: { files } };
`,
    );
    start("--config", "specloom.config.mjs");
    await expect.poll(operations, { ...patience, timeout: 20_000 }).toContain("lions");
    await expect.poll(() => printed.match(/Watching/g)?.length, patience).toBe(2);
  });

  test("prints a JSON document for each run, in a line each", { timeout: 120_000 }, async () => {
    const running = start("--format", "json");
    await untilPrinted("\n");
    write("paths.yaml", "cats: [\n");
    await untilPrinted("paths.yaml");
    write("paths.yaml", paths);
    await expect.poll(() => printed.split("\n").length, patience).toBe(4);
    const documents = printed
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { ok: boolean; outputs: { status: string }[] });
    expect(documents.map(({ ok, outputs }) => [ok, outputs.map(({ status }) => status)])).toEqual([
      [true, ["written"]],
      [false, ["refused"]],
      [true, ["unchanged"]],
    ]);
    const validate = new Ajv2020({ strict: false }).compile(watchSchema);
    for (const document of documents)
      expect({ valid: validate(document), errors: validate.errors }).toEqual({ valid: true, errors: null });
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill("SIGINT");
    expect(await ended).toBe(0);
  });
});
