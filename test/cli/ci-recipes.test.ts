import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { api } from "../compare/rules/minimal-pairs.js";

/** Runs the commands of the recipes in docs/check-in-ci.md, in a repository such as they are for. */
const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/check-in-ci.md"), "utf8");
const recipes = [...page.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, text = ""]) => text);

/** All commands of a recipe, wherever they stand. */
function commandsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return value.split("\n").filter((line) => line.includes("npx specloom"));
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(commandsIn) : [];
}

const commands = recipes.flatMap((recipe) => commandsIn(parse(recipe)));
const folder = mkdtempSync(join(tmpdir(), "recipes-"));
const git = (...args: readonly string[]) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd: folder, encoding: "utf8" }).trim();

/** The commands call an installed specloom; here its sources are called. */
function run(command: string, environment: object = {}): { readonly code: number | null; readonly out: string } {
  const text = command.replace("npx specloom", `"${process.execPath}" "${join(root, "generator/bin.mjs")}"`);
  const { status, stdout, stderr } = spawnSync("sh", ["-c", text], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, ...environment },
  });
  return { code: status, out: stdout + stderr };
}

beforeAll(() => {
  mkdirSync(join(folder, "spec"));
  writeFileSync(join(folder, "spec/api.yaml"), JSON.stringify(api()));
  writeFileSync(
    join(folder, "vendor.yaml"),
    JSON.stringify(api({ paths: { "/more": { get: { responses: { "204": { description: "Done." } } } } } })),
  );
  writeFileSync(join(folder, "specloom.config.yaml"), "input: spec/api.yaml\noutput: client\nname: things\n");
  expect(run("npx specloom generate").code).toBe(0);
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--message", "Start");
});

test("every recipe has commands", () => {
  expect(recipes.map((recipe) => commandsIn(parse(recipe)).length)).toEqual([2, 1, 2, 1]);
});

describe("the commands of the recipes run", () => {
  test.each(commands)("%s", (command) => {
    const base = git("rev-parse", "HEAD");
    const { code, out } = run(command, {
      BASE: base,
      VENDOR: "vendor.yaml",
      RUNNER_TEMP: tmpdir(),
      CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
    });
    expect({ code, out: code === 0 ? "" : out }).toEqual({ code: 0, out: "" });
  });
});
