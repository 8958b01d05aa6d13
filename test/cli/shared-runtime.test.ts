import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { main } from "../../generator/cli.js";

/** Outputs that share a runtime, and the versions of it that are refused. */

const description = (name: string) => `
openapi: 3.1.0
info: { title: ${name}, version: "1" }
servers: [{ url: "https://${name}.example" }]
security: []
paths: { /${name}: { get: { responses: { "204": { description: None. } } } } }
`;

const config = (...outputs: readonly string[]) => `
layout: source
runtimeFolder: src/runtime
outputs:
  runtime: { layout: runtime, output: src/runtime }
${outputs.map((name) => `  ${name}: { input: ${name}.yaml, output: src/${name}, name: ${name} }`).join("\n")}
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "shared-runtime-cli-"));
  for (const name of ["cats", "dogs"]) put(`${name}.yaml`, description(name));
  put("specloom.config.yaml", config("cats", "dogs"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(path: string, text: string): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const textAt = (path: string) => readFileSync(join(folder, path), "utf8");

/** Runs a command line with the config file. */
async function run(...args: readonly string[]): Promise<{ code: number; out: string; error: string }> {
  const [out, error]: [string[], string[]] = [[], []];
  const terminal = { out: (line: string) => out.push(line), error: (line: string) => error.push(line) };
  const [command = "", ...others] = args;
  const code = await main([command, ...others, "--config", join(folder, "specloom.config.yaml")], terminal);
  const text = (lines: readonly string[]) => stripVTControlCharacters(lines.join("\n")).replaceAll(`${folder}/`, "");
  return { code, out: text(out), error: text(error) };
}

const containing = (text: string): unknown => expect.stringContaining(text);

const otherVersion = 'export const runtimeVersion = "0123456789ab";\n';

test("all outputs are written, are in sync, and have nothing to do in the next run", async () => {
  expect(await run("generate")).toMatchObject({ code: 0, error: "" });
  expect(await run("check")).toEqual({ code: 0, out: "", error: "" });
  expect((await run("generate")).out).toMatch(
    /^runtime: \d+ files; nothing changed\.\ncats: .* nothing changed\.\ndogs: .* nothing changed\.$/,
  );
  expect(textAt("src/cats/cats.ts")).toContain('from "../runtime/call/api-promise.js";');
  expect(existsSync(join(folder, "src/cats/runtime/call/call.ts"))).toBe(false);
});

test("a folder may be written in another way than that of its output, also in the first run", async () => {
  put("specloom.config.yaml", config("cats").replace("runtimeFolder: src/runtime", `runtimeFolder: ${folder}/src/runtime/`));
  const terminal = { out: () => undefined, error: () => undefined };
  expect(await main(["generate", "--config", relative(process.cwd(), join(folder, "specloom.config.yaml"))], terminal)).toBe(0);
  expect(textAt("src/cats/cats.ts")).toContain('from "../runtime/call/api-promise.js";');
});

test("the runtime stays as it is when an output is added or removed", async () => {
  await run("generate");
  const before = textAt("src/runtime/.specloom.json");
  put("specloom.config.yaml", config("dogs"));
  rmSync(join(folder, "src/cats"), { recursive: true });
  expect((await run("generate")).out).toMatch(/^runtime: \d+ files; nothing changed\.\ndogs: /);
  expect(textAt("src/runtime/.specloom.json")).toBe(before);
  expect((await run("check")).code).toBe(0);
});

describe("a runtime that does not fit is refused, and nothing is written", () => {
  test("where there is none", async () => {
    expect(await run("generate", "cats")).toMatchObject({
      code: 2,
      error: containing("src/runtime`. [runtime-misfit]"),
    });
    expect(readdirSync(folder)).not.toContain("src");
  });

  test.each(["generate", "check"])(
    "where it has another version, also if nothing else has changed since the last run: %s",
    async (command) => {
      await run("generate");
      put("src/runtime/runtime-version.ts", otherVersion);
      expect(await run(command, "cats")).toMatchObject({
        code: 2,
        error: containing("src/runtime` is version 0123456789ab, and this specloom generates for version"),
      });
    },
  );

  test("unless the same run writes it", async () => {
    await run("generate");
    put("src/runtime/runtime-version.ts", otherVersion);
    expect(await run("check")).toMatchObject({ code: 1, error: containing("src/runtime/runtime-version.ts") });
    expect(await run("generate")).toMatchObject({ code: 0, error: "" });
    expect(await run("check", "cats")).toMatchObject({ code: 0 });
  });
});

describe("a package", () => {
  const packages = (version: string) => `
outputs:
  runtime: { layout: runtime-package, output: packages/runtime, name: "@acme/runtime", version: ${version}, license: MIT }
  cats:
    input: cats.yaml
    output: packages/cats
    name: "@acme/cats"
    license: MIT
    runtimePackage: "@acme/runtime@${version}"
`;
  beforeEach(() => put("specloom.config.yaml", packages("1.2.0")));

  test("is written with the runtime as a dependency, and checked where it is installed", async () => {
    expect(await run("generate")).toMatchObject({ code: 0, error: "" });
    expect(JSON.parse(textAt("packages/cats/package.json"))).toMatchObject({ dependencies: { "@acme/runtime": "1.2.0" } });
    expect((await run("check")).code).toBe(0);
    expect((await run("generate", "cats")).code).toBe(0);
    mkdirSync(join(folder, "node_modules/@acme"), { recursive: true });
    symlinkSync(join(folder, "packages/runtime"), join(folder, "node_modules/@acme/runtime"));
    expect((await run("generate", "cats")).code).toBe(0);
    put("packages/runtime/src/runtime-version.ts", otherVersion);
    expect(await run("check", "cats")).toMatchObject({ code: 2, error: containing("is version 0123456789ab") });
    expect((await run("generate")).code).toBe(0);
    expect((await run("check", "cats")).code).toBe(0);
  });

  test("of the runtime says what it is, and needs a name", async () => {
    expect((await run("generate", "runtime")).out).toMatch(/^@acme\/runtime 1\.2\.0: \d+ files; created/);
    expect(textAt("packages/runtime/README.md")).toContain('import { ApiError, isConnectionError } from "@acme/runtime";');
    expect(JSON.parse(textAt("packages/runtime/package.json"))).toMatchObject({
      description: "The runtime that generated clients share.",
      license: "MIT",
    });
    put("specloom.config.yaml", "outputs: { runtime: { layout: runtime-package, output: packages/other } }\n");
    expect(await run("generate")).toMatchObject({ code: 2, error: containing("has no `name`") });
  });
});

test("an output with an API needs a description, as before", async () => {
  put("specloom.config.yaml", "outputs: { cats: { layout: source, output: src/cats } }\n");
  expect(await run("generate")).toMatchObject({ code: 2, error: containing("The output `cats` has no `input`") });
});

test("a runtime has no API to inspect", async () => {
  expect(await run("inspect", "runtime")).toMatchObject({
    code: 2,
    error: containing("The output `runtime` is a runtime, which has no API: `inspect` is for the others."),
  });
  expect(await run("inspect")).toMatchObject({ code: 0, out: containing("cats") });
});

test("options of the command line write a runtime without a description", async () => {
  rmSync(join(folder, "specloom.config.yaml"));
  const out: string[] = [];
  const terminal = { out: (line: string) => out.push(line), error: (line: string) => out.push(line) };
  expect(await main(["generate", "--layout", "runtime", "--output", join(folder, "runtime")], terminal)).toBe(0);
  expect(out.join("\n")).toMatch(/^runtime: \d+ files; created/);
});
