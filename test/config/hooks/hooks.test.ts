import { readFileSync, writeFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { main } from "../../../generator/cli.js";
import type { Hooks } from "../../../generator/config/hooks/hooks.js";
import { runConfig } from "../../../generator/config/read/run-config.js";
import { readConfig } from "../../../generator/config/read/read-config.js";
import { generate } from "../../../generator/index.js";
import { fencesOf } from "../../package/fences.js";

/** Hooks of a config file: the examples of docs/hooks.md, and what is told of hooks that are at fault. */

const text = `openapi: 3.1.0
info: { title: Pets, version: 1.2.0 }
servers: [{ url: https://pets.example }]
paths:
  /pets:
    get: { operationId: animals_all, responses: { "200": { description: All. } } }
    delete: { operationId: animals_clear, deprecated: true, responses: { "204": { description: None. } } }
`;

function filesWith(hooks: Hooks) {
  return generate({ description: { name: "api.yaml", text }, options: { name: "pets", version: "1.0.0" }, hooks });
}

/** The hooks of the config files in docs/hooks.md, by the headings above them. */
async function hooksOf(heading: string): Promise<Hooks> {
  const page = readFileSync(join(import.meta.dirname, "../../../docs/hooks.md"), "utf8");
  const [fence] = fencesOf(page.slice(page.indexOf(`## ${heading}\n`)));
  const path = join(mkdtempSync(join(tmpdir(), "hooks-")), "specloom.config.ts");
  const code = fence?.code.replace(
    'import { defineConfig } from "specloom/config";',
    "const defineConfig = <T>(config: T) => config;",
  );
  writeFileSync(path, code ?? "");
  return readConfig(await runConfig(path)).hooks ?? {};
}

describe("the example", () => {
  test("that renames by a rule", async () => {
    const { files } = await filesWith(await hooksOf("Rename by a rule of the house"));
    expect(files.get("src/operations/animals.ts")).toMatch(/export function all\([^]*export function clear\(/);
  });

  test("that leaves out what is deprecated", async () => {
    const { files } = await filesWith(await hooksOf("Leave out what is deprecated"));
    expect([...files.values()].join("")).not.toContain('method: "DELETE"');
  });

  test("that adds a licence header", async () => {
    const { files } = await filesWith(await hooksOf("A licence header"));
    const sources = [...files].filter(([path]) => path.endsWith(".ts"));
    expect(sources.filter(([, source]) => !source.startsWith("// SPDX-License-Identifier: MIT\n"))).toEqual([]);
    expect(files.get("package.json")).toMatch(/^\{/);
  });

  test("that describes the package", async () => {
    const { files } = await filesWith(await hooksOf("Another description of the package"));
    expect(files.get("package.json")).toContain("The client of Acme's pet store, version 1.2.0.");
  });

  test("that adds a module for each operation", async () => {
    const { files } = await filesWith(await hooksOf("One more module for each operation"));
    expect([...files.keys()].filter((path) => path.startsWith("src/routes/"))).toEqual([
      "src/routes/delete-pets.ts",
      "src/routes/get-pets.ts",
    ]);
    expect(files.get("src/routes/get-pets.ts")).toBe('export const route = "GET /pets";\n');
  });
});

// What a hook returns is not what its type says.
const faulty: readonly (readonly [string, object, RegExp])[] = [
  [
    "throws",
    {
      model: () => {
        throw new Error("No network.");
      },
    },
    /^The hook `model` .+ it failed: No network\.$/,
  ],
  ["rejects", { files: () => Promise.reject(new Error("late")) }, /^The hook `files` .+ it failed: late\.$/],
  ["returns something else", { model: () => [] }, /^The hook `model` .+ it must return nothing, or the model/],
  ["returns half a plan", { plan: () => ({}) }, /^The hook `plan` .+ it must return nothing, or the plan\.$/],
  [
    "returns a path outside",
    { files: () => new Map([["../x.ts", ""]]) },
    /^The hook `files` .+ or a Map of paths in the output folder/,
  ],
  ["returns no texts", { files: () => new Map([["x.ts", 1]]) }, /^The hook `files` .+ or a Map of paths/],
  [
    "returns what cannot be planned",
    { model: () => ({ info: {}, schemas: [], operations: [{}] }) },
    /^The hook `model` .+ what it returned cannot be used: /,
  ],
];

test.each(faulty)("a hook that %s is told to be at fault", async (_, hooks, message) => {
  const { files, diagnostics } = await filesWith(hooks);
  expect(diagnostics).toMatchObject([
    { code: "hook-failed", severity: "error", message: expect.stringMatching(message) as string },
  ]);
  expect(files.size).toBe(0);
});

describe("in a config file", () => {
  async function runWith(
    name: string,
    config: string,
    command = "generate",
  ): Promise<{ code: number; printed: string; folder: string }> {
    const folder = mkdtempSync(join(tmpdir(), "hooks-"));
    writeFileSync(join(folder, "api.yaml"), text);
    writeFileSync(join(folder, name), config);
    const lines: string[] = [];
    const terminal = { out: (line: string) => lines.push(line), error: (line: string) => lines.push(line) };
    const code = await main([command, "--config", join(folder, name)], terminal);
    if (code === 0) await main(["check", "--config", join(folder, name)], terminal);
    return { code, printed: stripVTControlCharacters(lines.join("\n")).replaceAll(folder, "{}"), folder };
  }

  test("hooks of an output replace those of all outputs", async () => {
    const hook = (word: string) => `hooks: { files: (files) => new Map([...files, ["src/own.ts", "// ${word}\\n"]]) }`;
    const { code, folder } = await runWith(
      "c.ts",
      `export default { input: "api.yaml", ${hook("all")}, outputs: { a: { output: "a", name: "a" }, b: { output: "b", name: "b", ${hook("b")} } } };`,
    );
    expect(code).toBe(0);
    expect(["a", "b"].map((output) => readFileSync(join(folder, output, "src/own.ts"), "utf8"))).toEqual(["// all\n", "// b\n"]);
  });

  test.each([
    [
      "c.json",
      '{ "hooks": {"files": "x" } }',
      "{}/c.json:1:13: error: Hooks are functions, so they need a config file that is a module.",
    ],
    ["c.ts", "export default { hooks: { file: () => undefined } };", "{}/c.ts: error: `file` is no hook. Did you mean `files`?"],
    ["c.ts", "export default { hooks: 1 };", "{}/c.ts: error: Hooks are functions"],
  ])("%s with %s is refused", async (name, config, message) => {
    const { code, printed } = await runWith(name, config);
    expect(code).toBe(2);
    expect(printed).toContain(message);
  });
});
