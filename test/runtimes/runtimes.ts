import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Platform, platforms } from "./platforms.js";
import { writePrograms } from "./programs.js";
import { startService } from "./service.js";

/** The time limit of a platform for all calls. */
const limitMs = 60_000;

const home = mkdtempSync(join(tmpdir(), "runtimes-"));

/** Names of platforms; the default is all. */
const wanted = process.argv.slice(2);

try {
  const programs = await writePrograms(home);
  for (const platform of platforms.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const result = await outcomeOf(platform);
    if (result.failed) process.exitCode = 1;
    console.log(`${platform.name} ${platform.version}: ${result.text}`);
  }

  async function outcomeOf({ name, version, package: own, run }: Platform): Promise<{ failed: boolean; text: string }> {
    const prefix = join(home, "platforms", `${name}-${version}`);
    try {
      install(prefix, `${own}@${version}`);
    } catch {
      return { failed: true, text: `FAILED: ${own}@${version} cannot be installed from npm` };
    }
    const service = await startService();
    try {
      const folder = join(prefix, "node_modules", own);
      const outcomes = await run({ programs, package: folder, api: service.api, signal: AbortSignal.timeout(limitMs) });
      const wrong = outcomes.filter(({ want, got }) => want !== got);
      const lines = wrong.map((one) => `\n  ${one.name}\n    want ${one.want}\n    got  ${one.got}`);
      return wrong.length === 0
        ? { failed: false, text: `${outcomes.length} calls as expected` }
        : { failed: true, text: `FAILED: ${wrong.length} of ${outcomes.length} calls${lines.join("")}` };
    } catch (error) {
      return { failed: true, text: `FAILED: ${String(error)}` };
    } finally {
      service.close();
      rmSync(prefix, { recursive: true, force: true });
    }
  }
} finally {
  // A browser may still be writing its profile.
  rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/** Runs no install scripts. */
function install(prefix: string, wanted: string): void {
  const flags = ["--no-audit", "--no-fund", "--no-save", "--ignore-scripts", "--omit=optional"];
  execFileSync("npm", ["install", "--prefix", prefix, ...flags, wanted], { stdio: "ignore" });
}
