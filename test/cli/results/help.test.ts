import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { main } from "../../../generator/cli.js";
import { commandNames } from "../../../generator/options.js";

/** Help texts: each fits a screen of 80 columns and 24 lines, and its example can be copied and run. */

const bin = join(import.meta.dirname, "../../../generator/bin.mjs");

async function help(...args: readonly string[]): Promise<readonly string[]> {
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  expect(await main([...args, "--help"], { out: print, error: print })).toBe(0);
  return lines.join("\n").split("\n");
}

/** The example, as it stands on the screen. */
function exampleIn(lines: readonly string[]): string {
  const [first, ...rest] = lines.slice(lines.indexOf("Example:") + 1);
  return [first ?? "", ...(first?.endsWith("\\") === true ? rest.slice(0, 1) : [])].join("\n").trim();
}

describe.each([[[]], ...commandNames.map((name) => [[name]])])("specloom %j --help", (args) => {
  test("fits a screen, with an example", async () => {
    const lines = await help(...args);
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(exampleIn(lines)).toMatch(/^npx specloom/);
  });

  test("names every option that --help --verbose explains, which fits the width of a screen, too", async () => {
    const [brief, all] = [await help(...args), await help(...args, "--verbose")];
    const flagsIn = (lines: readonly string[]) => new Set(lines.join(" ").match(/--[a-z][a-z-]+/g));
    expect([...flagsIn(all)].filter((flag) => !flagsIn(brief).has(flag))).toEqual([]);
    expect(all.filter((line) => line.length > 80)).toEqual([]);
  });
});

describe("the examples run", () => {
  const description = `openapi: 3.1.0
info: { title: Pets, version: "1" }
paths: { /pets: { get: { responses: { "200": { description: All. } } } } }
`;

  function newFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), "help-"));
    writeFileSync(join(folder, "petstore.yaml"), description);
    return folder;
  }

  /** In a shell, so that a line that is continued is one command. */
  function shellCommand(example: string): string {
    return example.replaceAll("npx specloom", `"${process.execPath}" "${bin}"`);
  }

  test.each(commandNames.filter((name) => !["watch", "compare", "adopt"].includes(name)))("%s", async (name) => {
    const folder = newFolder();
    const example = shellCommand(exampleIn(await help(name)));
    const before = name === "check" ? `${example.replace(" check ", " generate ")} && ` : "";
    const { status, stderr } = spawnSync("sh", ["-c", before + example], { cwd: folder, encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  test("compare, in a Git repository", async () => {
    const folder = newFolder();
    const commit = 'git init -q -b main . && git add . && git -c user.name=a -c user.email=a@example.com commit -q -m "First"';
    const example = shellCommand(exampleIn(await help("compare")));
    const { status, stdout } = spawnSync("sh", ["-c", `${commit} && ${example}`], { cwd: folder, encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining("Nothing changes") as string });
  });

  // The address of the example is one that belongs to nobody, so the description comes from a file.
  test("adopt", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "specloom.config.json"), '{ "input": "petstore.yaml", "output": "client", "name": "client" }');
    writeFileSync(join(folder, "new.yaml"), description);
    const example = shellCommand(exampleIn(await help("adopt"))).replace(/https:\S+/, "new.yaml");
    const { status } = spawnSync("sh", ["-c", example], { cwd: folder, encoding: "utf8" });
    expect(status).toBe(0);
  });

  test("watch, until it is interrupted", async () => {
    const folder = newFolder();
    const example = shellCommand(exampleIn(await help("watch")));
    const child = spawn("sh", ["-c", `exec ${example}`], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
    let printed = "";
    child.stderr.on("data", (data: Buffer) => (printed += data.toString()));
    await expect.poll(() => printed, { timeout: 30_000 }).toContain("Watching");
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGINT");
    expect(await ended).toBe(0);
    expect(readFileSync(join(folder, "src/petstore/index.ts"), "utf8")).not.toBe("");
  });
});
