import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ctrlC, enter, startOnTerminal } from "./pseudo-terminal.js";

/** What is asked and shown on a terminal: questions, colours, progress, and Ctrl+C. */

const description = `openapi: 3.1.0
info: { title: Pet store, version: 1.0.0 }
servers: [{ url: https://pets.example }]
paths: { /pets: { get: { responses: { "200": { description: All. } } } } }
`;

let folder: string;
let server: Server | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "terminal-"));
  writeFileSync(join(folder, "api.yaml"), description);
});

afterEach(() => {
  server?.close();
  server = undefined;
});

describe("init", () => {
  test("asks for what it needs, and writes it", async () => {
    const session = startOnTerminal(folder, ["init"]);
    await session.untilShown("Where is the OpenAPI description?");
    session.press(`api.yaml${enter}`);
    await session.untilShown("What do you need");
    session.press(enter);
    await session.untilShown("npm name");
    session.press(`pets${enter}`);
    await session.untilShown("Which folder is written?");
    session.press(enter);
    await session.untilShown("In which language");
    session.press(enter);
    await session.untilShown("Which service checks");
    session.press(`\u001b[B\u001b[B${enter}`);
    await session.untilShown("What may the overlay say?");
    session.press(enter);
    expect(await session.ended).toBe(0);
    expect(stripVTControlCharacters(session.shown())).toContain("Next: npx specloom generate");
    expect(JSON.parse(readFileSync(join(folder, "specloom.config.json"), "utf8"))).toMatchObject({
      input: "api.yaml",
      output: "pets",
      name: "pets",
    });
  });

  test.each(["Where is the OpenAPI description?", "What do you need", "npm name", "What may the overlay say?"])(
    "writes nothing where it is interrupted at the question %j",
    async (question) => {
      const answers: readonly (readonly [string, string])[] = [
        ["Where is the OpenAPI description?", `api.yaml${enter}`],
        ["What do you need", enter],
        ["npm name", `pets${enter}`],
        ["Which folder is written?", enter],
        ["In which language", enter],
        ["Which service checks", enter],
        ["What may the overlay say?", enter],
      ];
      const session = startOnTerminal(folder, ["init"]);
      for (const [asked, answer] of answers) {
        await session.untilShown(asked);
        session.press(asked === question ? ctrlC : answer);
        if (asked === question) break;
      }
      expect(await session.ended).toBe(2);
      expect(stripVTControlCharacters(session.shown())).toContain("nothing was written");
      expect(readdirSync(folder)).toEqual(["api.yaml"]);
    },
  );
});

describe("Ctrl+C ends watch", () => {
  test("and leaves the output whole", async () => {
    const session = startOnTerminal(folder, ["watch", "--input", "api.yaml", "--layout", "source", "--output", "out"]);
    await session.untilShown("Watching 1 file.");
    session.press(ctrlC);
    expect(await session.ended).toBe(0);
    expect(existsSync(join(folder, "out/.specloom-run"))).toBe(false);
    expect(existsSync(join(folder, "out/index.ts"))).toBe(true);
  });
});

describe("colours", () => {
  const failing = ["generate", "--input", "absent.yaml", "--output", "out", "--name", "pets"];
  test.each([
    [{}, true],
    [{ NO_COLOR: "1" }, false],
    [{ FORCE_COLOR: "0" }, false],
  ])("are shown on a terminal, unless the environment says otherwise: %j", async (variables, coloured) => {
    const session = startOnTerminal(folder, failing, variables);
    expect(await session.ended).toBe(2);
    expect(session.shown().includes("\u001b[31m")).toBe(coloured);
  });
});

describe("progress", () => {
  /** A description that takes longer than a second to arrive. */
  async function slowAddress(): Promise<string> {
    const started = createServer((_, response) => {
      setTimeout(() => response.end(description), 1500);
    });
    server = started;
    await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(started.address() as AddressInfo).port}/api.yaml`;
  }

  const generate = (input: string) => ["generate", "--input", input, "--output", "out", "--name", "pets", "--license", "MIT"];

  test("is a line on a terminal that goes away", async () => {
    const address = await slowAddress();
    const session = startOnTerminal(folder, generate(address));
    await session.untilShown(`Reading ${address}`);
    expect(await session.ended).toBe(0);
    // The cursor goes to the start of the line, and the line is cleared.
    expect(session.shown().slice(session.shown().lastIndexOf("Reading "))).toMatch(/\u001b\[1G\u001b\[2Kpets 0\.1\.0/);
  });

  test.each([
    ["that ends within a second", ["--input", "api.yaml"], {}],
    ["with --quiet", ["--quiet"], {}],
    ["with --format json", ["--format", "json"], {}],
    ["in a CI job", [], { CI: "true" }],
  ])("is not shown for a run %s", async (_, args, variables) => {
    const address = await slowAddress();
    const session = startOnTerminal(folder, [...generate(address), ...args], variables);
    expect(await session.ended).toBe(0);
    expect(session.shown()).not.toContain("Reading");
  });

  test("is not shown elsewhere than on a terminal", async () => {
    const args = [join(import.meta.dirname, "../../../generator/bin.mjs"), ...generate(await slowAddress())];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: folder });
    const printed = stderr + stdout;
    expect(printed).toMatch(/^pets 0\.1\.0: /);
    expect(printed).not.toContain("\u001b");
  });
});
