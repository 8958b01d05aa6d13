import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { main } from "../../generator/cli.js";

/** `compare` with descriptions of several files, of which at least one is in a revision of a repository. */

const schema = (type: string) => `type: object\nproperties: { value: { type: ${type} } }\n`;
const description = (...refs: readonly string[]) => `openapi: 3.1.0
info: { title: Things, version: "1" }
servers: [{ url: https://things.example }]
paths:
${refs.map((ref, index) => `  /things/${index}: { get: { operationId: get${index}, responses: { "200": { description: One., content: { application/json: { schema: { $ref: "${ref}" } } } } } } }`).join("\n")}
`;

let repository = "";
const path = (name: string) => join(repository, name);
const git = (...args: readonly string[]) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd: repository, encoding: "utf8" });
/** Git takes the path from the working directory, which is this repository. So that one of another folder is named, its folder is. */
const run = (...args: readonly string[]) => {
  const [out, error]: [string[], string[]] = [[], []];
  const before = process.cwd();
  process.chdir(repository);
  return main(args, { out: (line) => out.push(line), error: (line) => error.push(line) })
    .then((code) => ({ code, out: out.join("\n"), error: error.join("\n") }))
    .finally(() => process.chdir(before));
};

function put(name: string, text: string): void {
  mkdirSync(dirname(path(name)), { recursive: true });
  writeFileSync(path(name), text);
}

beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), "revisions-"));
  put("spec/api.yaml", description("models/thing.yaml", "models/nested/other.yaml"));
  put("spec/models/thing.yaml", schema("string"));
  put("spec/models/nested/other.yaml", 'type: object\nproperties: { thing: { $ref: "../thing.yaml" } }\n');
  put("spec/outside.yaml", description("../common/thing.yaml"));
  put("common/thing.yaml", schema("string"));
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--message", "Strings");
  git("tag", "strings");
  put("spec/models/thing.yaml", schema("number"));
  put("common/thing.yaml", schema("number"));
  git("commit", "--quiet", "--all", "--message", "Numbers");
});

describe("a description of a revision refers to documents of that revision", () => {
  test.each([
    ["git:strings:spec/api.yaml", "git:strings:spec/api.yaml", 0],
    ["git:strings:spec/api.yaml", "spec/api.yaml", 1],
    ["git:strings:spec/api.yaml", "git:HEAD:spec/api.yaml", 1],
    ["git:HEAD:spec/api.yaml", "spec/api.yaml", 0],
    ["git:HEAD:./spec/api.yaml", "./spec/api.yaml", 0],
  ])("%s with %s: exit code %i", async (old, now, code) => {
    const result = await run("compare", old, now, "--format", "json", "--fail-on", "any");
    expect({ code: result.code, error: result.error }).toEqual({ code, error: "" });
    if (code === 1) expect(result.out).toContain("is a number in place of a string");
  });

  test("which need not be in the work tree any longer", async () => {
    const moved = mkdtempSync(join(tmpdir(), "moved-"));
    execFileSync("git", ["clone", "--quiet", "--no-checkout", repository, moved]);
    const [from, old] = [repository, "git:origin/HEAD:spec/api.yaml"];
    repository = moved;
    const result = await run("compare", old, old);
    repository = from;
    expect(result).toMatchObject({ code: 0, error: "" });
  });

  test("outside of its folder only where the folder is allowed", async () => {
    const [old, now] = ["git:strings:spec/outside.yaml", "git:HEAD:spec/outside.yaml"];
    expect((await run("compare", old, now)).out).toContain("which may not be read");
    expect((await run("compare", old, now, "--allow-ref", "./common")).out).toContain("is a number in place of a string");
  });

  test("and never to another revision, or a file that is missing there", async () => {
    put("spec/sly.yaml", description("git:strings:spec/models/thing.yaml"));
    put("spec/gone.yaml", description("models/new.yaml"));
    git("add", "--all");
    git("commit", "--quiet", "--message", "More");
    put("spec/models/new.yaml", schema("string"));
    const sly = await run("compare", "spec/api.yaml", "git:HEAD:spec/sly.yaml");
    expect([sly.code, sly.out]).toEqual([1, expect.stringContaining("not a file of the revision")]);
    const gone = await run("compare", "spec/api.yaml", "git:HEAD:spec/gone.yaml");
    expect([gone.code, gone.out]).toEqual([1, expect.stringContaining("models/new.yaml")]);
  });
});

describe("an overlay that extends a document of the config's description", () => {
  const overlay = (extended: string, target: string, update: object) =>
    JSON.stringify({
      overlay: "1.0.0",
      info: { title: "Ours", version: "1" },
      extends: extended,
      actions: [{ target, update }],
    });

  test.each([
    ["api.yaml", "$.paths['/things/0'].get", { "x-specloom-name": "fetch" }, "git:strings:spec/api.yaml", "spec/api.yaml"],
    ["models/thing.yaml", "$", { description: "Ours." }, "git:strings:spec/api.yaml", "git:HEAD:spec/api.yaml"],
    ["api.yaml", "$.paths['/things/0'].get", { "x-specloom-name": "fetch" }, "git:strings:spec/api.yaml", "vendor/next.yaml"],
  ])("is for that document wherever it is read: %s", async (extended, target, update, old, now) => {
    put("spec/overlay.json", overlay(extended, target, update));
    put("vendor/next.yaml", description("thing.yaml"));
    put("vendor/thing.yaml", schema("number"));
    put(
      "specloom.config.json",
      JSON.stringify({ input: "spec/api.yaml", overlays: ["spec/overlay.json"], output: "client", name: "things" }),
    );
    const result = await run("compare", old, now, "--config", relative(repository, path("specloom.config.json")));
    expect({ code: result.code, error: result.error }).toEqual({ code: 1, error: "" });
    expect(result.out).toContain("number in place of a string");
  });
});
