import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { main } from "../../generator/cli.js";
import { api, receiving } from "../compare/rules/minimal-pairs.js";

async function run(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
  const [out, error]: [string[], string[]] = [[], []];
  const code = await main(args, { out: (line) => out.push(line), error: (line) => error.push(line) });
  return { code, out: out.join("\n"), error: error.join("\n") };
}

const folder = mkdtempSync(join(tmpdir(), "compare-"));
function file(name: string, content: object): string {
  writeFileSync(join(folder, name), JSON.stringify(content));
  return join(folder, name);
}

const [string, number, documented] = [
  receiving({ type: "string" }),
  receiving({ type: "number" }),
  receiving({ type: "string", description: "A value." }),
];
const old = file("old.json", string);

test.each([
  ["the same", string, [], 0],
  ["breaking", number, [], 1],
  ["docs", documented, [], 0],
  ["docs", documented, ["--fail-on", "any"], 1],
  ["the same", string, ["--fail-on", "any"], 0],
] as const)("%s changes with %3$j", async (_, description, flags, code) => {
  expect((await run("compare", old, file("new.json", description), ...flags)).code).toBe(code);
});

test("an invalid new description fails, and says where", async () => {
  const { code, out } = await run("compare", old, file("new.json", { openapi: "3.1.0" }), "--format", "json");
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ verdict: "invalid", bump: "none" });
});

test("both descriptions are read with the overlays", async () => {
  const overlay = file("overlay.json", {
    overlay: "1.0.0",
    info: { title: "A", version: "1" },
    actions: [{ target: "$.paths['/things'].post", update: { "x-specloom-name": "dispatch" } }],
  });
  const { out } = await run("compare", old, file("new.json", number), "--overlay", overlay);
  expect(out).toContain("`DispatchResponse.value` is a number in place of a string.");
});

describe("a config file of several outputs", () => {
  const overlay = file("naming-overlay.json", {
    overlay: "1.0.0",
    info: { title: "Names", version: "1" },
    actions: [{ target: "$.paths['/things'].post", update: { "x-specloom-name": "dispatch" } }],
  });
  const outputs = { plain: { output: "plain", name: "plain" }, named: { output: "named", name: "named", overlays: [overlay] } };
  const several = ["--config", file("specloom.config.json", { input: "old.json", outputs })];

  test("compares with the options of the named one", async () => {
    const { out } = await run("compare", old, file("new.json", number), "named", ...several);
    expect(out).toContain("`DispatchResponse.value` is a number in place of a string.");
  });

  test.each([
    [[], "Name one of them after the other arguments: plain, named."],
    [["namd"], "Did you mean `named`?"],
  ] as const)("refuses %j", async (names, help) => {
    const { code, error } = await run("compare", old, file("new.json", number), ...names, ...several);
    expect([code, error]).toEqual([2, expect.stringContaining(help)]);
  });
});

test("git:REVISION:PATH is a file of the repository", async () => {
  const before = execFileSync("git", ["rev-parse", "HEAD"], { encoding: "utf8" }).trim();
  const source = `git:${before}:spec/partner-clients.openapi.yaml`;
  expect((await run("compare", source, source, "--config", "spec/specloom.config.json")).code).toBe(0);
  const missing = await run("compare", `git:${before}:no/such/file`, old);
  expect([missing.code, missing.error]).toEqual([2, expect.stringContaining("source-missing")]);
  expect((await run("compare", "git:--output=x:y", old)).code).toBe(2);
});

test("an unused waiver is refused", async () => {
  const waivers = file("waivers.json", {
    waivers: [{ rule: "option-removed", place: "x", reason: "None.", expires: "2999-01-01" }],
  });
  const { code, error } = await run("compare", old, file("new.json", api()), "--waivers", waivers);
  expect([code, error]).toEqual([2, expect.stringContaining("waiver-unused")]);
});

test.each([
  ["ref-dangling", "fix the `$ref`, or add the target"],
  ["sent-null-removed", "Leave it out, or send a value."],
])("explain %s", async (code, text) => {
  expect((await run("explain", code)).out).toContain(text);
});

test("explain suggests the code that was meant", async () => {
  const { code, error } = await run("explain", "sent-null-remove");
  expect([code, error]).toEqual([2, expect.stringContaining("sent-null-removed")]);
});
