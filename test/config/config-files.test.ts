import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";
import { beforeEach, describe, expect, test } from "vitest";
import { main } from "../../generator/cli.js";

/** Config files in every form, with one output and with several. */

const root = join(import.meta.dirname, "../..");

const description = `openapi: 3.1.0
info: { title: Notes, version: 1.0.0 }
servers: [{ url: https://notes.example }]
security: []
paths:
  /notes:
    get: { operationId: list, responses: { "200": { description: All. } } }
    delete: { operationId: clear, responses: { "204": { description: None. } } }
`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "specloom-config-"));
  write("api.yaml", description);
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

async function run(...args: readonly string[]): Promise<{ code: number; out: string; error: string }> {
  const lines: { out: string[]; error: string[] } = { out: [], error: [] };
  const terminal = { out: (line: string) => lines.out.push(line), error: (line: string) => lines.error.push(line) };
  const code = await main(
    args.map((arg) => arg.replace("{}", folder)),
    terminal,
  );
  const text = (of: readonly string[]) => stripVTControlCharacters(of.join("\n")).replaceAll(folder, "{}");
  return { code, out: text(lines.out), error: text(lines.error) };
}

const options = { input: "api.yaml", output: "out", name: "notes" };
const json = JSON.stringify(options);
const forms = [
  ["specloom.config.json", json],
  ["specloom.config.yaml", "input: api.yaml\noutput: out\nname: notes\n"],
  ["specloom.config.ts", `const name: string = "notes";\nexport default { input: "api.yaml", output: "out", name } as const;\n`],
  ["specloom.config.mts", `enum Name { Notes = "notes" }\nexport default { ...${json}, name: Name.Notes };\n`],
  ["specloom.config.js", `module.exports = ${json};\n`],
  ["specloom.config.mjs", `import { readFileSync } from "node:fs";\nvoid readFileSync;\nexport default ${json};\n`],
  ["package.json", JSON.stringify({ name: "app", specloom: options })],
] as const;

describe("a config file", () => {
  test.each(forms)("can be a %s", async (name, text) => {
    write(name, text);
    expect(await run("generate", "--config", `{}/${name}`)).toMatchObject({ code: 0, error: "" });
    expect(existsSync(join(folder, "out/src/index.ts"))).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(["api.yaml", "out", name].sort());
  });

  test("is looked for in the working directory and in the folders above it, and only where no description is named", async () => {
    write("specloom.config.yaml", "input: api.yaml\noutput: out\nname: notes\n");
    write("deep/down/package.json", '{ "name": "app" }');
    const deep = join(folder, "deep/down");
    const runHere = (...args: readonly string[]) =>
      promisify(execFile)(process.execPath, [join(root, "generator/bin.mjs"), ...args], { cwd: deep });
    expect((await runHere("generate")).stdout).toMatch(/^notes 0\.1\.0: /);
    expect((await runHere("check")).stderr).toBe("");
    await expect(runHere("generate", "--input", "../../api.yaml")).rejects.toThrow("--output is missing");
    mkdirSync(join(deep, "specloom.config.json"));
    await expect(runHere("generate")).rejects.toThrow("The config file cannot be read: EISDIR");
  });

  const wrong = [
    ["c.json", '{\n  "outptu": "x"\n}', /^\{\}\/c\.json:2:3: error: `outptu` is no option .+ Did you mean `output`\?/],
    [
      "c.yaml",
      "input: api.yaml\nentries: [openap]\n",
      /^\{\}\/c\.yaml:2:11: error: `entries` cannot be `openap`\. Did you mean `openapi`\?/,
    ],
    ["c.yaml", "outputs:\n  a:\n    name: [x]\n", /^\{\}\/c\.yaml:3:5: error: `name` must be a string, not a list\./],
    ["c.yaml", "input: api.yaml\nname: a\noutputs:\n  a: {}\n", /^\{\}\/c\.yaml:4:3: error: The output `a` has no `output`\./],
    ["c.yaml", "outputs: {}\n", /^\{\}\/c\.yaml:1:1: error: `outputs` is empty/],
    ["c.yaml", "- a\n", /^\{\}\/c\.yaml:1:1: error: A config must be a map of options, not a list\./],
    ["c.json", '{ "outputs": { "a": {}, "a": {} } }', /^\{\}\/c\.json:1:25: error: .*twice|duplicate/i],
    [
      "c.ts",
      "export default { outputs: { a: { nmae: 'x' } } };",
      /^\{\}\/c\.ts: error: `nmae` is no option .+\n {2}at #\/outputs\/a\/nmae$/m,
    ],
    [
      "c.ts",
      "export default { input: () => 'x' };",
      /^\{\}\/c\.ts: error: A function cannot be the value of this option\. .+\n {2}at #\/input$/m,
    ],
    ["c.ts", "export const config = {};", /^\{\}\/c\.ts: error: The config file exports no options as its default\./],
    [
      "c.ts",
      "throw new Error('Set TOKEN.');",
      /^\{\}\/c\.ts: error: The config file cannot be run: Set TOKEN\. \[config-invalid\]/,
    ],
    ["c.mjs", "export default {", /^\{\}\/c\.mjs: error: The config file cannot be run: /],
    ["package.json", '{ "name": "x" }', /^\{\}\/package\.json: error: There is no field `specloom` in this file\./],
  ] as const;

  test.each(wrong)("%s with a fault is refused where the fault is: %s", async (name, text, message) => {
    write(name, text);
    const result = await run("generate", "--config", `{}/${name}`);
    expect(result).toMatchObject({ code: 2, out: "" });
    expect(result.error).toMatch(message);
  });
});

describe("several outputs", () => {
  const several = `input: api.yaml
version: 2.0.0
outputs:
  all: { output: all, name: notes }
  readers: { output: readers, name: notes-readers, include: ["method:GET"], version: 3.0.0 }
`;

  test("are generated and checked together, or those that are named", async () => {
    write("c.yaml", several);
    const generated = await run("generate", "--config", "{}/c.yaml");
    expect(generated.out.split("\n").map((line) => line.slice(0, 21))).toEqual([
      "notes 2.0.0: 2 operat",
      "notes-readers 3.0.0: ",
    ]);
    expect(await run("check", "--config", "{}/c.yaml")).toEqual({ code: 0, out: "", error: "" });
    write("readers/src/index.ts", "");
    expect(await run("check", "all", "--config", "{}/c.yaml")).toMatchObject({ code: 0 });
    expect(await run("check", "readers", "--config", "{}/c.yaml")).toMatchObject({ code: 1 });
    expect((await run("inspect", "readers", "--config", "{}/c.yaml")).out.split("\n")).toHaveLength(1);
    expect((await run("generate", "readers", "--config", "{}/c.yaml")).out).toMatch(/^notes-readers .+changed src\/index\.ts/);
  });

  test("print a warning of their description once", async () => {
    write("api.yaml", `${description}x-unknown: 1\nunknown: 1\n`);
    write("c.yaml", several);
    const { error } = await run("generate", "--config", "{}/c.yaml");
    expect(error.match(/field-unknown/g)).toHaveLength(1);
  });

  test("are all left as they are if one is refused", async () => {
    write("c.yaml", several.replace("notes-readers", "Not A Name"));
    expect(await run("generate", "--config", "{}/c.yaml")).toMatchObject({ code: 2, out: "" });
    expect(readdirSync(folder).sort()).toEqual(["api.yaml", "c.yaml"]);
  });

  test.each([
    ["output: readers", "output: all/inside", "The outputs `all` and `readers` overlap"],
    ["output: readers", "output: ./all", "The outputs `all` and `readers` overlap"],
  ])("with overlapping folders are refused: %s becomes %s", async (text, other, message) => {
    write("c.yaml", several.replace(text, other));
    const { code, error } = await run("generate", "--config", "{}/c.yaml");
    expect(code).toBe(2);
    expect(error).toContain(message);
  });

  test("have to exist", async () => {
    write("c.yaml", several);
    const unknown = await run("generate", "reader", "--config", "{}/c.yaml");
    expect(unknown.error).toContain("There is no output `reader` in the config file. Did you mean `readers`?");
    write("d.yaml", "input: api.yaml\noutput: out\nname: notes\n");
    const none = await run("generate", "readers", "--config", "{}/d.yaml");
    expect(none.error).toContain("The output `readers` is not known, since {}/d.yaml has no `outputs`.");
  });
});

test("the installed schema and the page are what the table of options gives", async () => {
  const { referenceFiles } = await import("../../build/reference-files.js");
  const read = (path: string) => readFileSync(join(root, path), "utf8");
  for (const [path, text] of await referenceFiles(read)) expect({ path, text: read(path) }).toEqual({ path, text });
});
