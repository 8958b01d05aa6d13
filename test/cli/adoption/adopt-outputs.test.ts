import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { main } from "../../../generator/cli.js";
import { api, receiving } from "../../compare/rules/minimal-pairs.js";

/** `adopt` with a config file of several outputs. */

async function run(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
  const [out, error]: [string[], string[]] = [[], []];
  const code = await main(args, { out: (line) => out.push(line), error: (line) => error.push(line) });
  return { code, out: out.join("\n"), error: error.join("\n") };
}

let folder = "";
const path = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(path(name), "utf8");
const configFlag = () => ["--config", path("specloom.config.yaml")];
const adopt = (...args: readonly string[]) => run("adopt", path("vendor.json"), ...args, ...configFlag());
const versionIn = (output: string) => (JSON.parse(read(`${output}/package.json`)) as { version: string }).version;

/** Every file but the vendor's, with its content. */
function everything(): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const files = names.filter((name) => name !== "vendor.json" && statSync(path(name)).isFile());
  return new Map(files.map((name) => [name, read(name)]));
}

const other = { "/others": { get: { operationId: "getOthers", responses: { "204": { description: "Done." } } } } };
const withOther = (description: object) => ({ ...description, paths: { ...(description as { paths: object }).paths, ...other } });
const [text, number] = [withOther(receiving({ type: "string" })), withOther(receiving({ type: "number" }))];

async function start(config: string): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), "adopt-outputs-"));
  mkdirSync(path("spec"));
  writeFileSync(path("spec/api.yaml"), JSON.stringify(text));
  writeFileSync(path("spec/admin.yaml"), JSON.stringify(api()));
  writeFileSync(path("specloom.config.yaml"), config);
  expect(await run("generate", ...configFlag())).toMatchObject({ code: 0, error: "" });
  writeFileSync(path("vendor.json"), JSON.stringify(number));
}

const outputs = (...lines: readonly string[]) => `license: MIT\noutputs:\n${lines.map((line) => `  ${line}\n`).join("")}`;
const full = "full: { input: spec/api.yaml, output: full, name: full, version: 1.4.0 }";
const readers = 'readers: { input: ./spec/api.yaml, output: readers, name: readers, version: 2.0.0, include: ["method:GET"] }';
const admin = "admin: { input: spec/admin.yaml, output: admin, name: admin, version: 3.0.0 }";

describe("outputs of one description are adopted together", () => {
  beforeEach(() => start(outputs(full, readers, admin)));

  test.each(["full", "readers"])("if %s is named: each gets the version and the changelog of its own changes", async (name) => {
    const { code, out } = await adopt(name);
    expect([code, out]).toEqual([0, expect.stringContaining("The next version of full is 2.0.0; it was 1.4.0.")]);
    expect([versionIn("full"), versionIn("readers"), versionIn("admin")]).toEqual(["2.0.0", "2.0.0", "3.0.0"]);
    expect(read("full/CHANGELOG.md")).toContain("is a number in place of a string");
    expect([...everything().keys()]).not.toContain("readers/CHANGELOG.md");
    expect(read("specloom.config.yaml")).toBe(
      outputs(full.replace("{ input", "{ changelog: spec/CHANGELOG.full.md, input").replace("1.4.0", "2.0.0"), readers, admin),
    );
    expect(JSON.parse(read("spec/api.origin.json"))).toMatchObject({
      adopted: [{ versions: { full: "1.4.0", readers: "2.0.0" } }, { versions: { full: "2.0.0", readers: "2.0.0" } }],
    });
    expect((await run("check", ...configFlag())).code).toBe(0);
  });

  test.each([[[]], [["full", "admin"]]])("%j names several descriptions, which is refused", async (names) => {
    const before = everything();
    const { code, error } = await adopt(...names);
    expect([code, error]).toEqual([2, expect.stringContaining("One description is adopted at a time")]);
    expect(error).toMatch(/full.*api\.yaml\); admin \(.*admin\.yaml\)/);
    expect(everything()).toEqual(before);
  });

  test("an output that is not known is refused with the nearest one", async () => {
    expect((await adopt("ful")).error).toContain("Did you mean `full`?");
  });

  test("if the last one cannot be written, none is", async () => {
    writeFileSync(
      path("vendor.json"),
      JSON.stringify({
        ...number,
        paths: { ...number.paths, "/more": { get: { responses: { "204": { description: "Done." } } } } },
      }),
    );
    writeFileSync(path("readers/src/more.ts"), "// Not ours.\n");
    writeFileSync(path("readers/.specloom.json"), "{}");
    const before = everything();
    const { code, error } = await adopt("full");
    expect([code, error]).toEqual([2, expect.stringContaining("output-foreign")]);
    expect(everything()).toEqual(before);
  });
});

describe("what outputs share", () => {
  const shared = (...lines: readonly string[]) => `input: spec/api.yaml\nversion: 1.0.0\n${outputs(...lines)}`;
  const plain = (name: string, more = "") => `${name}: { output: ${name}, name: ${name}${more} }`;

  test("a version stays shared if all outputs that have it get the same", async () => {
    await start(shared(plain("one"), plain("two")));
    expect((await adopt()).code).toBe(0);
    const changelogs = ["one", "two"].map((name) => plain(name).replace("{ ", `{ changelog: spec/CHANGELOG.${name}.md, `));
    expect(read("specloom.config.yaml")).toBe(shared(...changelogs).replace("1.0.0", "2.0.0"));
  });

  test("otherwise each output gets its own", async () => {
    await start(shared(plain("one"), plain("two", ', include: ["method:GET"]')));
    expect((await adopt()).code).toBe(0);
    expect([versionIn("one"), versionIn("two")]).toEqual(["2.0.0", "1.0.0"]);
    expect(read("specloom.config.yaml")).toContain("one: { changelog: spec/CHANGELOG.one.md, version: 2.0.0, output: one");
    expect(read("specloom.config.yaml")).toContain("version: 1.0.0\n");
  });

  test("a changelog is shared by outputs in which the same changes", async () => {
    await start(
      `changelog: spec/CHANGELOG.md\n${shared(plain("one"), plain("two"))}`.replace("changelog: spec/CHANGELOG.md\n", ""),
    );
    writeFileSync(path("spec/CHANGELOG.md"), "# Ours\r\n\r\n## Unreleased\r\n\r\n- Soon.\r\n\r\n## 1.0.0\r\n");
    writeFileSync(path("specloom.config.yaml"), `changelog: spec/CHANGELOG.md\n${shared(plain("one"), plain("two"))}`);
    expect((await adopt()).code).toBe(0);
    expect(read("spec/CHANGELOG.md").match(/^## \S+/gm)).toEqual(["## Unreleased", "## 2.0.0", "## 1.0.0"]);
    expect(read("spec/CHANGELOG.md")).not.toMatch(/[^\r]\n/);

    writeFileSync(path("spec/api.yaml"), JSON.stringify(text));
    writeFileSync(
      path("specloom.config.yaml"),
      `changelog: spec/CHANGELOG.md\n${shared(plain("one"), plain("two", ', version: "7.0.0"'))}`,
    );
    const before = everything();
    const { code, error } = await adopt();
    expect([code, error]).toEqual([2, expect.stringContaining("Give each output a `changelog` of its own")]);
    expect(everything()).toEqual(before);
  });

  test("a folder that is no package keeps its version, in the record too", async () => {
    await start("input: spec/api.yaml\noutput: src\nlayout: source\n");
    expect((await adopt()).code).toBe(0);
    expect(JSON.parse(read("spec/api.origin.json"))).toMatchObject({ adopted: [{ version: "0.1.0" }, { version: "0.1.0" }] });
    expect(read("specloom.config.yaml")).not.toContain("version");
  });
});
