import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { main } from "../../generator/cli.js";
import { optionRows } from "../../generator/options.js";

/**
 * A run that has the inputs of the last one, and finds its files unchanged, does nothing. To tell it from one that generates the same files, the
 * tests run a copy of the bundle that has no formatter: there, only a run that does nothing succeeds.
 */

const root = join(import.meta.dirname, "../..");
const home = mkdtempSync(join(tmpdir(), "unchanged-"));

type Main = typeof main;

let complete: Main;
let withoutFormatter: Main;
let otherBuild: Main;

beforeAll(async () => {
  execFileSync(process.execPath, [join(root, "generator/bin.mjs"), "--version"]);
  const dist = join(root, "dist");
  const sources = /^\/\/ Built from ([0-9a-f]{64})$/m.exec(readFileSync(join(dist, "cli.js"), "utf8"))?.[1] ?? "";
  complete = await load(dist);
  withoutFormatter = await load(copyOfBundle("same", (text) => text.replace('import("oxfmt")', 'import("no-formatter")')));
  otherBuild = await load(
    copyOfBundle("other", (text) =>
      text.replaceAll(sources, "0".repeat(64)).replace('import("oxfmt")', 'import("no-formatter")'),
    ),
  );
});

async function load(dist: string): Promise<Main> {
  return ((await import(pathToFileURL(join(dist, "cli.js")).href)) as { main: Main }).main;
}

function copyOfBundle(name: string, edit: (text: string) => string): string {
  const copy = join(home, name);
  cpSync(join(root, "dist"), copy, { recursive: true });
  writeFileSync(join(copy, "package.json"), '{ "type": "module" }');
  for (const path of readdirSync(copy, { recursive: true, encoding: "utf8" }))
    if (path.endsWith(".js")) writeFileSync(join(copy, path), edit(readFileSync(join(copy, path), "utf8")));
  return copy;
}

afterAll(() => {
  rmSync(home, { recursive: true });
});

const files: Readonly<Record<string, string>> = {
  "api.yaml": `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
servers: [{ url: https://pets.example }]
security: []
paths:
  /pets: { get: { tags: [pets], responses: { "200": { description: A pet., content: { application/json: { schema: { $ref: pet.yaml } } } } } } }
`,
  "pet.yaml": "type: object\nproperties: { name: { type: string } }\n",
  "first.yaml": `overlay: 1.0.0
info: { title: First, version: 1.0.0 }
actions: [{ target: "$.paths['/pets'].get", update: { x-specloom-name: list } }]
`,
  "second.yaml": `overlay: 1.0.0
info: { title: Second, version: 1.0.0 }
actions: [{ target: $.info, update: { title: Animals } }]
`,
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(home, "project-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
});

const options: readonly string[] = [
  ...["--input", "{}/api.yaml", "--overlay", "{}/first.yaml", "--overlay", "{}/second.yaml"],
  ...["--output", "{}/out", "--name", "pets", "--license", "MIT"],
];

async function run(specloom: Main, args: readonly string[]): Promise<{ code: number; printed: string }> {
  const lines: string[] = [];
  const print = (line: string) => lines.push(line);
  const given = args.map((arg) => arg.replace("{}", folder));
  const code = await specloom(given, { out: print, error: print });
  return { code, printed: stripVTControlCharacters(lines.join("\n")) };
}

function append(name: string, text = "\n# A comment.\n"): void {
  writeFileSync(join(folder, name), readFileSync(join(folder, name), "utf8") + text);
}

function addTemplate(text: string): void {
  mkdirSync(join(folder, "words/readme"), { recursive: true });
  writeFileSync(join(folder, "words/readme/install.md.hbs"), text);
}

function addCustomCode(text: string): void {
  mkdirSync(join(folder, "out/src/custom"), { recursive: true });
  writeFileSync(join(folder, "out/src/custom/index.ts"), text);
}

function editManifest(edit: (manifest: Record<string, unknown>) => void): void {
  const path = join(folder, "out/.specloom.json");
  const manifest = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  edit(manifest);
  writeFileSync(path, JSON.stringify(manifest));
}

test("a run with nothing to do prints what the last one printed, and needs no formatter", async () => {
  const first = await run(complete, ["generate", ...options]);
  expect(first).toMatchObject({ code: 0 });
  const contents = first.printed.replace(/;.*/, "");
  expect(await run(withoutFormatter, ["generate", ...options])).toEqual({ code: 0, printed: `${contents}; nothing changed.` });
  expect(await run(withoutFormatter, ["check", ...options])).toEqual({ code: 0, printed: "" });
});

test("the record is the same wherever the folder is, and on each run", async () => {
  await run(complete, ["generate", ...options]);
  const manifest = readFileSync(join(folder, "out/.specloom.json"), "utf8");
  expect(manifest).toContain('"documents": [\n      "pet.yaml"\n    ]');
  expect(manifest).not.toContain(folder);
  await run(complete, ["generate", "--full", ...options]);
  expect(readFileSync(join(folder, "out/.specloom.json"), "utf8")).toBe(manifest);
});

/** Everything that can change a package, or what a run prints. */
interface Change {
  readonly what: string;
  readonly change?: () => void;
  readonly args?: readonly string[];
}

const changedOptions: readonly Change[] = [
  {
    what: "input",
    change: () => copyFileSync(join(folder, "api.yaml"), join(folder, "copy.yaml")),
    args: ["--input", "{}/copy.yaml"],
  },
  { what: "overlays", args: ["--overlay", "{}/second.yaml"] },
  { what: "allowRefs", args: ["--allow-ref", "pets.example"] },
  { what: "include", args: ["--include", "tag:pets"] },
  { what: "exclude", args: ["--exclude", "tag:pets"] },
  { what: "entries", args: ["--entry", "openapi"] },
  { what: "layout", args: ["--layout", "source"] },
  { what: "parts", args: ["--layout", "source", "--part", "models"] },
  { what: "importExtension", args: ["--layout", "source", "--import-extension", "none"] },
  { what: "runtimeFolder", args: ["--layout", "source", "--runtime-folder", "{}/runtime"] },
  { what: "runtimePackage", args: ["--runtime-package", "@pets/runtime@1.2.0"] },
  { what: "name", args: ["--name", "animals"] },
  { what: "version", args: ["--package-version", "2.0.0"] },
  { what: "license", args: ["--license", "ISC"] },
  { what: "repository", args: ["--repository", "https://git.example/pets"] },
  { what: "licenseFile", args: ["--license-file", "{}/pet.yaml"] },
  { what: "templates", change: () => addTemplate("{{> original}}"), args: ["--templates", "{}/words"] },
  { what: "changelog", args: ["--changelog", "{}/pet.yaml"] },
  { what: "apiReport", args: ["--api-report", "{}/pets.api.md"] },
];

const otherChanges: readonly Change[] = [
  { what: "the description", change: () => append("api.yaml") },
  { what: "an overlay", change: () => append("second.yaml") },
  { what: "a document that the description refers to", change: () => append("pet.yaml") },
  { what: "an edited file", change: () => append("out/src/index.ts") },
  { what: "custom code", change: () => addCustomCode("export const mine = 1;\n") },
  { what: "a missing file", change: () => unlinkSync(join(folder, "out/src/index.ts")) },
  { what: "a further file", change: () => writeFileSync(join(folder, "out/src/mine.ts"), "") },
  {
    what: "a link to the same text",
    change: () => {
      copyFileSync(join(folder, "out/README.md"), join(folder, "README.md"));
      unlinkSync(join(folder, "out/README.md"));
      symlinkSync("../README.md", join(folder, "out/README.md"));
    },
  },
  { what: "an interrupted run", change: () => mkdirSync(join(folder, "out/.specloom-run")) },
  {
    what: "a run that was interrupted while it created files",
    change: () => editManifest((manifest) => (manifest.creating = {})),
  },
  { what: "a shorter list of files", change: () => editManifest((manifest) => (manifest.files as string[]).pop()) },
  { what: "a damaged record", change: () => editManifest((manifest) => (manifest.lastRun = { inputs: 1 })) },
  { what: "--full", args: ["--full"] },
  { what: "--verbose", args: ["--verbose"] },
];

describe.each(["generate", "check"])("%s runs in full because of", (command) => {
  test.each([...changedOptions, ...otherChanges])("$what", async ({ change, args = [] }) => {
    await run(complete, ["generate", ...options]);
    change?.();
    const result = await run(withoutFormatter, [command, ...options, ...args]);
    expect(result.code).toBe(2);
    expect(result.printed).toMatch(/formatter-missing|selection-|ref-|runtime-/);
  });

  test("another build of specloom", async () => {
    await run(complete, ["generate", ...options]);
    expect((await run(otherBuild, [command, ...options])).printed).toContain("formatter-missing");
  });
});

/** A parameter that is not declared, which is a warning, in the description and in a document that it refers to. */
function addWarnings(): void {
  append("api.yaml", `  /pets/{id}: { get: { responses: { "204": { description: None. } } } }\n  /cats: { $ref: "cats.yaml" }\n`);
  writeFileSync(join(folder, "cats.yaml"), `get: { fur: long, responses: { "204": { description: None. } } }\n`);
}

describe("the warnings of a run", () => {
  test("are printed again by a run that does nothing", async () => {
    addWarnings();
    const first = await run(complete, ["generate", ...options]);
    expect(first.printed).toMatch(/cats\.yaml:1:8: warning: .*\n +1 \| get: \{ fur/);
    expect(first.printed).toMatch(/api\.yaml:7:17: warning: /);
    expect(readFileSync(join(folder, "out/.specloom.json"), "utf8")).not.toContain(folder);
    const warnings = first.printed.slice(0, first.printed.indexOf("pets 0.1.0"));
    const second = await run(withoutFormatter, ["generate", ...options]);
    expect(second).toEqual({ code: 0, printed: first.printed.replace(/;.*$/, "; nothing changed.") });
    expect(await run(withoutFormatter, ["check", ...options])).toEqual({ code: 0, printed: warnings.trimEnd() });
  });

  test.each(["generate", "check"])("are errors for %s --strict", async (command) => {
    addWarnings();
    await run(complete, ["generate", ...options]);
    const strict = await run(withoutFormatter, [command, ...options, "--strict"]);
    expect(strict).toEqual(await run(complete, [command, ...options, "--strict", "--full"]));
    expect(strict).toMatchObject({ code: 2, printed: expect.stringContaining("error: ") as string });
  });

  test.each<readonly [string, (record: LastRun) => unknown]>([
    ["left out of the record", (record) => record.diagnostics.pop()],
    ["changed in the record", (record) => Object.assign(record.diagnostics[0] ?? {}, { message: "Nothing." })],
    ["of an unknown kind", (record) => Object.assign(record.diagnostics[0] ?? {}, { code: "toString" })],
    ["no list", (record) => Object.assign(record, { diagnostics: {} })],
  ])("that are %s lead to a run in full", async (_, edit) => {
    addWarnings();
    await run(complete, ["generate", ...options]);
    editManifest(({ lastRun }) => edit(lastRun as LastRun));
    expect((await run(withoutFormatter, ["check", ...options])).printed).toContain("formatter-missing");
  });
});

interface LastRun {
  readonly diagnostics: object[];
}

test("every option that can change a file is among them", () => {
  const names = optionRows.filter(([, { affectsFiles }]) => affectsFiles !== false).map(([name]) => name);
  expect(changedOptions.map(({ what }) => what).sort()).toEqual([...names].sort());
});

test("a folder without a record that is up to date gets one", async () => {
  await run(complete, ["generate", ...options]);
  editManifest((manifest) => delete manifest.lastRun);
  expect((await run(complete, ["generate", ...options])).printed).toContain("nothing changed");
  expect((await run(withoutFormatter, ["check", ...options])).code).toBe(0);
});

describe("what users write beside the description counts as much", () => {
  const withTemplates = [...options, "--templates", "{}/words"];

  test("a run with the same templates and custom code does nothing, and one with others runs in full", async () => {
    addTemplate("## Install\n\nAsk Ada.\n");
    await run(complete, ["generate", ...withTemplates]);
    addCustomCode("export const mine = 1;\n");
    expect((await run(complete, ["generate", ...withTemplates])).printed).toContain("changed src/index.ts");
    expect((await run(withoutFormatter, ["generate", ...withTemplates])).printed).toContain("nothing changed");
    expect(await run(withoutFormatter, ["check", ...withTemplates])).toEqual({ code: 0, printed: "" });
    addCustomCode("export const mine = 2;\n");
    expect((await run(withoutFormatter, ["check", ...withTemplates])).printed).toContain("formatter-missing");
    addCustomCode("export const mine = 1;\n");
    addTemplate("## Install\n\nAsk Grace.\n");
    expect((await run(withoutFormatter, ["check", ...withTemplates])).printed).toContain("formatter-missing");
  });

  test("custom code that does not fit is told again, and check fails again", async () => {
    addCustomCode('import { absent } from "../models.js";\nexport const mine = absent;\n');
    const first = await run(complete, ["generate", ...options]);
    expect(first.printed).toContain("custom-misfit");
    const { code, printed } = await run(withoutFormatter, ["check", ...options]);
    expect({ code, printed }).toEqual({ code: 1, printed: expect.stringContaining("src/custom/index.ts:1:") as string });
  });
});
