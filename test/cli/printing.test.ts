import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { main } from "../../generator/cli.js";
import { parseConfig } from "../../generator/config/read/load-config.js";
import { printable, printableJson } from "../../generator/report.js";

/** What reaches a terminal or the log of a CI system, and the paths of a config file. */

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "specloom-printing-"));
});

/** A line that does something: a control character, or a command of GitHub Actions, Azure Pipelines, TeamCity, Travis CI or GitLab. */
const harmful = /[^\n\P{C}]|^\s*::|##[\w.-]*\[|^\s*travis_|^\s*section_(?:start|end):/mu;

const attacks: readonly string[] = [
  "::error::broken",
  " \t ::set-output name=a::b",
  "\u00a0::add-mask::x",
  "\u2028::error::x",
  "text\r::error::x",
  "##[error]broken",
  "a ##[command]b",
  "###[error]broken",
  "##vso[task.setvariable variable=a]b",
  "a ##vso[task.complete]",
  "##teamcity[buildStop]",
  "travis_fold:start:a",
  "section_start:0:a\r\u001b[0K",
  "\u001b[2J\u001b[1;1H",
  "\u009b2J",
  "\u202eabc",
  "\u0007\u0008",
];

test.each(attacks)("%j is printed as text", (attack) => {
  expect(printable(attack)).not.toMatch(harmful);
  const json = JSON.stringify({ [attack]: [attack] }, null, 2);
  expect(printableJson(json)).not.toMatch(harmful);
  expect(JSON.parse(printableJson(json))).toEqual({ [attack]: [attack] });
});

test.each(["a::b", "### Title", "#/components/schemas/A", "a ## b", "http://[::1]/"])("%j stays as it is", (text) => {
  expect(printable(text)).toBe(text);
});

async function run(...args: readonly string[]) {
  const lines: string[] = [];
  const print = (line: string) => lines.push(...line.split("\n"));
  const code = await main(args, { out: print, error: print });
  return { code, lines };
}

const colours = /\u001b\[\d+m/g;

describe("nothing harmful reaches the terminal", () => {
  test("from files of the output folder and their names", async () => {
    const description = {
      openapi: "3.1.0",
      info: { title: "T", version: "1" },
      paths: { "/a": { get: { responses: { 204: { description: "Done" } } } } },
    };
    writeFileSync(join(folder, "api.json"), JSON.stringify(description));
    const args = ["--input", join(folder, "api.json"), "--output", join(folder, "out"), "--name", "a"];
    expect((await run("generate", ...args)).code).toBe(0);
    for (const [index, attack] of attacks.entries()) {
      const name = attack.replaceAll("/", "");
      writeFileSync(join(folder, "out", name), attack);
      mkdirSync(join(folder, "out", `${index}${name}`));
      writeFileSync(join(folder, "out", `${index}${name}`, name), attack);
    }
    writeFileSync(join(folder, "out/README.md"), attacks.join("\n"));
    writeFileSync(join(folder, "out/tsconfig.json"), attacks.join("\r\n").repeat(20));
    const { code, lines } = await run("check", ...args);
    expect(code).toBe(1);
    expect(lines.filter((line) => harmful.test(line))).toEqual([]);
    expect(lines.filter((line) => line.includes("[extra]"))).toHaveLength(2 * attacks.length);
  });

  test("from a description, its name, and the command line", async () => {
    const name = join(folder, "::error::.yaml");
    const paths = Object.fromEntries(attacks.map((attack) => [`/${attack}`, { get: { summary: attack, responses: {} } }]));
    writeFileSync(name, JSON.stringify({ openapi: "3.1.0", info: { title: attacks[0], version: "1" }, paths }));
    for (const args of [
      ["inspect", "--input", name],
      ["inspect", "--input", name, "--format", "json"],
      ["inspect", "--input", name, "--format", "overlay"],
      ["generate", "--input", name, "--output", join(folder, "out"), "--name", "##vso[a]\u001b[2J"],
      ["generate", "--input", "::error::nowhere.yaml", "--output", "a", "--name", "a"],
      ["generate", "--\u001b[2J##vso[a]"],
      ["::error::"],
    ]) {
      const { lines } = await run(...args);
      expect(lines.map((line) => line.replace(colours, "")).filter((line) => harmful.test(line))).toEqual([]);
      expect(lines.length).toBeGreaterThan(0);
    }
  });
});

test("absolute paths of a config file stay absolute, and others are relative to it", () => {
  const config = {
    input: "/srv/api.yaml",
    overlays: ["/srv/a.yaml", "b.yaml", "../c.yaml"],
    allowRefs: ["/srv/common", "./models", "schemas.example.com"],
    output: "/srv/out",
  };
  expect(parseConfig({ name: join(folder, "specloom.json"), text: JSON.stringify(config) }).options).toEqual({
    input: "/srv/api.yaml",
    overlays: ["/srv/a.yaml", relative("", join(folder, "b.yaml")), relative("", join(folder, "../c.yaml"))],
    allowRefs: ["/srv/common", relative("", join(folder, "models")), "schemas.example.com"],
    output: "/srv/out",
  });
});

test.each(["-", "file:///srv/out", "file:out", "https://example.com/out"])(
  "a config file cannot set the output folder to %s",
  (output) => {
    const text = JSON.stringify({ name: "a", output }, null, 2);
    expect(() => parseConfig({ name: join(folder, "specloom.json"), text })).toThrow(
      expect.objectContaining({
        diagnostics: [
          expect.objectContaining({
            code: "config-invalid",
            message: expect.stringContaining("`output`") as string,
            place: expect.objectContaining({ pointer: "/output" }) as object,
          }),
        ],
      }) as Error,
    );
  },
);
