import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generate } from "../../generator/index.js";
import type { GenerateOptions } from "../../generator/options.js";

/** Two packages and the package of their runtime, built by their own scripts, and called as ES modules and as CommonJS. */

const root = join(import.meta.dirname, "../..");
const home = mkdtempSync(join(tmpdir(), "shared-packages-"));
const modules = join(home, "node_modules");
afterAll(() => rmSync(home, { recursive: true }));

const described = (name: string) => `
openapi: 3.1.0
info: { title: ${name}, version: "1" }
servers: [{ url: "https://${name}.example" }]
paths: { /items: { get: { responses: { "200": { description: All., content: { application/json: { schema: { type: array, items: { type: string } } } } } } } } }
`;

async function install(name: string, options: Partial<GenerateOptions>): Promise<void> {
  const { files, diagnostics } = await generate({
    description: { name: "api.yaml", text: described(name) },
    options: { name: `@acme/${name}`, version: "1.2.0", ...options },
  });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const folder = join(home, "packages", name);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  execFileSync("npm", ["run", "--silent", "build"], { cwd: folder, stdio: "pipe" });
  // As npm installs it: the compiler takes files below `node_modules` for what the next `package.json` says.
  cpSync(folder, join(modules, "@acme", name), { recursive: true });
}

beforeAll(async () => {
  mkdirSync(join(modules, "@acme"), { recursive: true });
  mkdirSync(join(modules, ".bin"));
  symlinkSync(join(root, "node_modules/typescript"), join(modules, "typescript"));
  symlinkSync("../typescript/bin/tsc", join(modules, ".bin/tsc"));
  await install("runtime", { layout: "runtime-package" });
  for (const name of ["cats", "dogs"]) await install(name, { runtimePackage: "@acme/runtime@1.2.0" });
}, 300_000);

const program = `
const fetch = () => Promise.resolve(new Response("no", { status: 404 }));
async function main() {
  const cats = new Cats({ fetch });
  const error = await cats.items.list().catch((thrown) => thrown);
  return [error instanceof ApiError, dogs.ApiError === ApiError, isApiError(error), dogs.isApiError(error), error.message];
}
main().then((result) => console.log(JSON.stringify(result)));
`;

const forms = [
  {
    form: "ES modules",
    file: "program.mjs",
    imports:
      'import { Cats, isApiError } from "@acme/cats"; import * as dogs from "@acme/dogs"; import { ApiError } from "@acme/runtime";',
  },
  {
    form: "CommonJS",
    file: "program.cjs",
    imports:
      'const { Cats, isApiError } = require("@acme/cats"), dogs = require("@acme/dogs"), { ApiError } = require("@acme/runtime");',
  },
];

test.each(forms)("as $form, the clients work and share their error classes", ({ file, imports }) => {
  writeFileSync(join(home, file), `${imports}\n${program}`);
  const printed = execFileSync(process.execPath, [join(home, file)], { encoding: "utf8" });
  expect(JSON.parse(printed)).toEqual([true, true, true, false, "404: GET /items: no"]);
});

test("TypeScript finds the types of both", () => {
  const source = `import { Cats, isApiError } from "@acme/cats";
import { ApiError } from "@acme/runtime";
export const items: Promise<string[]> = new Cats({ timeoutMs: 5 }).items.list();
export const status = (error: unknown): number | undefined => (isApiError(error) || error instanceof ApiError ? error.status : undefined);
`;
  writeFileSync(join(home, "types.mts"), source);
  writeFileSync(join(home, "types.cts"), source);
  const compilerOptions = { noEmit: true, strict: true, module: "nodenext", lib: ["es2022", "dom", "dom.iterable"], types: [] };
  writeFileSync(join(home, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["types.mts", "types.cts"] }));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", home], { encoding: "utf8" });
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
});
