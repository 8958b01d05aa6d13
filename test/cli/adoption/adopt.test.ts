import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { main } from "../../../generator/cli.js";
import { api, receiving } from "../../compare/rules/minimal-pairs.js";

async function run(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
  const [out, error]: [string[], string[]] = [[], []];
  const code = await main(args, { out: (line) => out.push(line), error: (line) => error.push(line) });
  return { code, out: out.join("\n"), error: error.join("\n") };
}

let folder = "";
const path = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(path(name), "utf8");
const adopt = (...flags: readonly string[]) =>
  run("adopt", path("vendor.json"), "--config", path("specloom.config.yaml"), ...flags);
const check = () => run("check", "--config", path("specloom.config.yaml"));
const vendor = (description: object) => writeFileSync(path("vendor.json"), JSON.stringify(description));

const config = "# Ours\ninput: spec/api.yaml\noutput: client\nname: things\nlicense: MIT\nversion: 1.4.0 # of the package\n";
const [text, number, documented] = [
  receiving({ type: "string" }),
  receiving({ type: "number" }),
  receiving({ type: "string", description: "A value." }),
];

/** Every file but the vendor's, with its content. */
function everything(): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const files = names.filter((name) => name !== "vendor.json" && statSync(path(name)).isFile());
  return new Map(files.map((name) => [name, read(name)]));
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "adopt-"));
  mkdirSync(path("spec"));
  writeFileSync(path("spec/api.yaml"), JSON.stringify(text));
  writeFileSync(path("specloom.config.yaml"), config);
  expect((await run("generate", "--config", path("specloom.config.yaml"))).code).toBe(0);
});

describe("a new description", () => {
  test("is written with its origin, the next version and the changelog, and the package is generated", async () => {
    vendor(number);
    const { code, out } = await adopt();
    expect(code).toBe(0);
    expect(out).toContain("`ThingsSendResponse.value` is a number in place of a string.");
    expect(read("spec/api.yaml")).toMatch(/^openapi: 3\.1\.0\ninfo:\n/);
    expect(JSON.parse(read("spec/api.origin.json"))).toMatchObject({
      origin: path("vendor.json"),
      adopted: [{ version: "1.4.0" }, { version: "2.0.0" }],
    });
    const set = config.replace("1.4.0", "2.0.0").replace("input", "changelog: spec/CHANGELOG.md\ninput");
    expect(read("specloom.config.yaml")).toBe(set);
    expect(read("client/CHANGELOG.md")).toMatch(/^# Changelog\n\n## 2\.0\.0 - \d{4}-\d\d-\d\d\n\n.*\n\n### Breaking\n\n- /);
    expect(JSON.parse(read("client/package.json"))).toMatchObject({
      version: "2.0.0",
      files: ["dist", "src", "CHANGELOG.md"],
    });
    expect(await check()).toEqual({ code: 0, out: "", error: "" });
  });

  test.each([
    ["docs", documented, "1.4.1"],
    ["compatible", receiving({ type: "string" }, true), "1.5.0"],
  ])("whose changes are %s gets the version %3$s", async (_, description, version) => {
    vendor(description);
    expect((await adopt()).code).toBe(0);
    expect(JSON.parse(read("client/package.json"))).toMatchObject({ version });
  });

  test("that is only in another order changes nothing the second time", async () => {
    vendor(text);
    await adopt();
    const before = everything();
    expect([...before.keys()]).not.toContain("spec/CHANGELOG.md");
    vendor(Object.fromEntries(Object.entries(text).reverse()));
    const { code, out } = await adopt();
    expect([code, out]).toEqual([0, expect.stringContaining("The version stays.")]);
    expect(everything()).toEqual(before);
  });

  test("that takes a change back is recognised", async () => {
    vendor(number);
    await adopt();
    vendor(text);
    const { out } = await adopt();
    const sentence = "The description is exactly that of version 1.4.0 again: all changes since then are taken back.";
    expect(out).toContain(sentence);
    expect(read("spec/CHANGELOG.md")).toContain(sentence);
    expect(read("spec/CHANGELOG.md").match(/^## \S+/gm)).toEqual(["## 3.0.0", "## 2.0.0"]);
  });

  test("keeps the changelog when the package is generated again", async () => {
    vendor(number);
    await adopt();
    const before = read("client/CHANGELOG.md");
    await run("generate", "--full", "--config", path("specloom.config.yaml"));
    expect(read("client/CHANGELOG.md")).toBe(before);
  });
});

describe("nothing is written", () => {
  const overlay = {
    overlay: "1.0.0",
    info: { title: "A", version: "1" },
    actions: [{ target: "$.paths['/things'].post", update: { summary: "Send." } }],
  };

  test.each([
    ["an invalid description", { openapi: "3.1.0" }, [], 2, "the last valid description stays"],
    ["--dry-run", number, ["--dry-run"], 0, ""],
    ["a package version that is no version", number, ["--package-version", "one"], 2, ""],
  ] as const)("for %s", async (_, description, flags, code, error) => {
    const before = everything();
    vendor(description);
    const result = await adopt(...flags);
    expect([result.code, result.error]).toEqual([code, expect.stringContaining(error)]);
    expect(everything()).toEqual(before);
  });

  test("where an overlay no longer matches: it is named, and the changes are shown", async () => {
    writeFileSync(path("overlay.json"), JSON.stringify(overlay));
    const before = everything();
    vendor({ ...api(), paths: { "/other": { get: { responses: { "204": { description: "Done." } } } } } });
    const { code, out, error } = await adopt("--overlay", path("overlay.json"));
    expect([code, out, error]).toEqual([
      2,
      expect.stringContaining("operation-removed"),
      expect.stringContaining("overlay-target-unmatched"),
    ]);
    expect(everything()).toEqual(before);
  });

  test("where the package cannot be written", async () => {
    vendor(number);
    rmSync(path("client"), { recursive: true });
    mkdirSync(path("client"));
    writeFileSync(path("client/other.txt"), "Not ours.");
    const before = everything();
    const { code, error } = await adopt();
    expect([code, error]).toEqual([2, expect.stringContaining("output-foreign")]);
    expect(everything()).toEqual(before);
  });

  test("where a changelog stands that the config does not name", async () => {
    vendor(number);
    writeFileSync(path("spec/CHANGELOG.md"), "# Of something else\n");
    const before = everything();
    expect((await adopt()).code).toBe(2);
    expect(everything()).toEqual(before);
  });
});

test("a config that is code is not edited: the version to set is told", async () => {
  rmSync(path("specloom.config.yaml"));
  writeFileSync(
    path("specloom.config.mjs"),
    `export default { input: "spec/api.yaml", output: "client", name: "things", license: "MIT" };`,
  );
  vendor(number);
  const { code, out } = await run("adopt", path("vendor.json"), "--config", path("specloom.config.mjs"));
  expect([code, out]).toEqual([0, expect.stringContaining('set `version` to "0.2.0"')]);
});

describe("waivers", () => {
  const waiver = (fields: object) => {
    const known = {
      rule: "received-type-changed",
      place: "things.send",
      reason: "It never sent strings.",
      expires: "2999-01-01",
    };
    writeFileSync(path("waivers.json"), JSON.stringify({ waivers: [{ ...known, ...fields }] }));
    return ["--waivers", path("waivers.json")];
  };

  test("count for --fail-on, but not for the version and the changelog, since callers notice", async () => {
    vendor(number);
    const before = everything();
    const refused = await adopt("--fail-on", "breaking");
    expect([refused.code, refused.error]).toEqual([1, "Nothing was written: --fail-on breaking forbids such a change."]);
    expect(everything()).toEqual(before);

    const { code, out } = await adopt("--fail-on", "breaking", ...waiver({}));
    expect([code, out]).toEqual([0, expect.stringContaining("The next version is 2.0.0")]);
    expect(out).toContain("waived `ThingsSendResponse.value` is a number in place of a string. It never sent strings.");
    expect(out).toMatch(/The waived changes are adopted: remove their waivers from .*waivers\.json\./);
    expect(read("spec/CHANGELOG.md")).toContain("is a number in place of a string");
  });

  test.each([
    [{ expires: "2020-01-01" }, "waiver-expired"],
    [{ place: "others" }, "waiver-unused"],
    [{ rule: "no-such-rule" }, "waiver-invalid"],
  ])("%j is refused", async (fields, fault) => {
    vendor(number);
    const flags = waiver(fields);
    const before = everything();
    const { code, error } = await adopt(...flags);
    expect([code, error]).toEqual([2, expect.stringContaining(fault)]);
    expect(everything()).toEqual(before);
  });
});

describe("a run that was killed", () => {
  /** What it leaves where it had replaced the description and the config file. */
  function kill(): void {
    const texts = [
      ["spec/api.yaml", "openapi: 3.1.0\n"],
      ["specloom.config.yaml", config.replace("1.4.0", "9.0.0")],
    ] as const;
    mkdirSync(path(".specloom-adopt"));
    const hash = (content: string) => createHash("sha256").update(content).digest("hex");
    const list = texts.map(([name, after]) => ({ path: name, before: hash(read(name)), after: hash(after) }));
    for (const [index, [name]] of texts.entries()) renameSync(path(name), path(`.specloom-adopt/${index}.old`));
    for (const [name, after] of texts) writeFileSync(path(name), after);
    writeFileSync(path(".specloom-adopt/files.json"), JSON.stringify(list));
  }

  test.each(["check", "inspect"])("is told by %s, which writes nothing", async (command) => {
    kill();
    const before = everything();
    const { code, error } = await run(command, "--config", path("specloom.config.yaml"));
    expect([code, error]).toEqual([2, expect.stringContaining("output-unfinished")]);
    expect(everything()).toEqual(before);
    expect(await adopt("--dry-run")).toMatchObject({ code: 2 });
  });

  test("leaves a lock that the next generate removes", async () => {
    const before = everything();
    mkdirSync(path(".specloom-run"));
    mkdirSync(path(".specloom-adopt-done"));
    expect((await run("check", "--config", path("specloom.config.yaml"))).code).toBe(0);
    expect((await run("generate", "--config", path("specloom.config.yaml"))).code).toBe(0);
    expect([everything(), readdirSync(folder).filter((name) => name.startsWith("."))]).toEqual([before, []]);
  });

  test("is taken back by generate, and by an adopt that is refused", async () => {
    const before = everything();
    kill();
    const { code, error } = await run("generate", "--config", path("specloom.config.yaml"));
    expect([code, error]).toEqual([
      0,
      "`specloom adopt` was interrupted while it wrote. Put back: spec/api.yaml, specloom.config.yaml.",
    ]);
    expect(everything()).toEqual(before);

    kill();
    writeFileSync(path("client/README.md"), "What the killed run has generated.");
    vendor({ openapi: "3.1.0" });
    expect((await adopt()).code).toBe(2);
    expect(everything()).toEqual(before);
  });
});

test("a changelog is text that a person reads, whatever a description says", async () => {
  vendor(receiving({ type: "object", properties: { "<b>*x*": { type: "string" } } }));
  await adopt();
  expect(read("spec/CHANGELOG.md")).toContain("- `ThingsSendResponse.value` is ");
  expect(read("spec/CHANGELOG.md").replace(/`[^`]*`/g, "")).not.toMatch(/<b>|[^\\]\*/);
});

test.each([
  ["a web page", "<!DOCTYPE html>\n<title>Sign in</title>", "The document is an HTML or XML page"],
  [
    "another API",
    JSON.stringify(api({ root: { info: { title: "Weather", version: "1" } } })).replace('"/things"', '"/forecasts"'),
    "seems to be another API",
  ],
])("%s is refused", async (_, content, message) => {
  const before = everything();
  writeFileSync(path("vendor.json"), content);
  const { code, out, error } = await adopt();
  expect([code, out + error]).toEqual([2, expect.stringContaining(message)]);
  expect(error).toContain("Nothing was written");
  expect(everything()).toEqual(before);
});

test.each([
  ["2.10.0", "2.9.1", true],
  ["2026-11-01", "2026-02-01", true],
  ["1.0", "1.0.1", false],
  ["2026", "beta", false],
])("after version %s one of %s may be older: %j", async (before, after, isOlder) => {
  const versioned = (version: string) => api({ root: { info: { title: "Things", version } } });
  writeFileSync(path("spec/api.yaml"), JSON.stringify(versioned(before)));
  vendor(versioned(after));
  expect((await adopt("--dry-run")).out.includes("it may be an older description")).toBe(isOlder);
});

test("a byte order mark stays where it is", async () => {
  writeFileSync(path("specloom.config.yaml"), `\uFEFF${config}`);
  vendor(number);
  expect((await adopt()).code).toBe(0);
  expect(read("specloom.config.yaml")).toMatch(/^\uFEFF# Ours\nchangelog/);
});
