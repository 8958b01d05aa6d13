import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
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
  const bundle = join(root, "dist/specloom.js");
  const text = readFileSync(bundle, "utf8");
  const sources = /^\/\/ Built from ([0-9a-f]{64})$/m.exec(text)?.[1] ?? "";
  const load = async (path: string) => ((await import(pathToFileURL(path).href)) as { main: Main }).main;
  complete = await load(bundle);
  const unable = text.replace('import("oxfmt")', 'import("no-formatter")');
  writeFileSync(join(home, "same.mjs"), unable);
  withoutFormatter = await load(join(home, "same.mjs"));
  writeFileSync(join(home, "other.mjs"), unable.replaceAll(sources, "0".repeat(64)));
  otherBuild = await load(join(home, "other.mjs"));
});

afterAll(() => {
  rmSync(home, { recursive: true });
});

const files: Readonly<Record<string, string>> = {
  "api.yaml": `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
servers: [{ url: https://pets.example }]
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
  { what: "name", args: ["--name", "animals"] },
  { what: "version", args: ["--package-version", "2.0.0"] },
  { what: "license", args: ["--license", "ISC"] },
  { what: "repository", args: ["--repository", "https://git.example/pets"] },
  { what: "licenseFile", args: ["--license-file", "{}/pet.yaml"] },
];

const otherChanges: readonly Change[] = [
  { what: "the description", change: () => append("api.yaml") },
  { what: "an overlay", change: () => append("second.yaml") },
  { what: "a document that the description refers to", change: () => append("pet.yaml") },
  { what: "an edited file", change: () => append("out/src/index.ts") },
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
    expect(result.printed).toMatch(/formatter-missing|selection-|ref-/);
  });

  test("another build of specloom", async () => {
    await run(complete, ["generate", ...options]);
    expect((await run(otherBuild, [command, ...options])).printed).toContain("formatter-missing");
  });

  test("a warning, which is printed each time", async () => {
    append("api.yaml", `  /pets/{id}: { get: { responses: { "204": { description: None. } } } }\n`);
    const runs = [await run(complete, ["generate", ...options]), await run(complete, [command, ...options])];
    expect(runs.map(({ code, printed }) => [code, printed.includes("path-parameter-undeclared")])).toEqual([
      [0, true],
      [0, true],
    ]);
  });
});

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
