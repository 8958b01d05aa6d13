import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";
import { beforeEach, describe, expect, test } from "vitest";
import { main } from "../../generator/cli.js";

/** What all commands have: quiet runs, suggestions, completion and colours. */

const root = join(import.meta.dirname, "../..");

const description = `openapi: 3.1.0
info: { title: Notes, version: 1.0.0 }
servers: [{ url: https://notes.example }]
paths: { /notes: { get: { responses: { "200": { description: All notes. } } } } }
`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "command-line-"));
});

async function run(...args: readonly string[]): Promise<{ code: number; out: string; error: string }> {
  const lines: { out: string[]; error: string[] } = { out: [], error: [] };
  const code = await main(args, { out: (line) => lines.out.push(line), error: (line) => lines.error.push(line) });
  return { code, out: lines.out.join("\n"), error: stripVTControlCharacters(lines.error.join("\n")) };
}

const generateNotes = () => ["generate", "--input", join(folder, "api.yaml"), "--output", join(folder, "out"), "--name", "notes"];

describe("--quiet", () => {
  test("prints neither the summary nor warnings", async () => {
    writeFileSync(join(folder, "api.yaml"), `${description}unknown: 1\n`);
    expect(await run(...generateNotes(), "--quiet")).toEqual({ code: 0, out: "", error: "" });
    expect((await run(...generateNotes())).error).toContain("field-unknown");
  });

  test("prints errors", async () => {
    writeFileSync(join(folder, "api.yaml"), "openapi: 3.1.0\n");
    expect((await run(...generateNotes(), "--quiet")).error).toContain("error: ");
  });
});

describe("the command line", () => {
  const complete = (...args: readonly string[]) =>
    promisify(execFile)(process.execPath, [join(root, "generator/bin.mjs"), "complete", ...args]).then(({ stdout }) => stdout);

  test.each(["bash", "zsh", "fish"])("prints a script that completes it in %s", async (shell) => {
    expect(await complete(shell)).toContain("specloom complete --");
  });

  test.each([
    [["wa"], "watch"],
    [["generate", "--lay"], "--layout"],
    [["generate", "--layout", ""], "source"],
  ])("completes %j", async (words, expected) => {
    expect(await complete("--", ...words)).toContain(expected);
  });

  test("suggests the option that was meant", async () => {
    expect((await run("generate", "--ouput", "x")).error).toContain("Did you mean --output?");
  });

  test.each([
    [{ FORCE_COLOR: "1" }, true],
    [{ FORCE_COLOR: "1", NO_COLOR: "1" }, false],
    [{ FORCE_COLOR: "0" }, false],
    [{ CI: "true" }, false],
    [{}, false],
  ])("with %j prints colours: %j", async (variables, coloured) => {
    const { FORCE_COLOR: _forced, NO_COLOR: _none, CI: _ci, ...others } = process.env;
    const env = { ...others, ...variables };
    const failed = promisify(execFile)(process.execPath, [join(root, "generator/bin.mjs"), "explain", "x"], { env });
    const { stderr } = (await failed.catch((thrown: unknown) => thrown)) as { stderr: string };
    expect(stderr !== stripVTControlCharacters(stderr)).toBe(coloured);
  });
});
