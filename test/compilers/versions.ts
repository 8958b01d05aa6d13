import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The versions of TypeScript that packages support, by minor version, the oldest first. The oldest is the first that has `NoInfer`. */
export const versions: Readonly<Record<string, string>> = {
  "5.4": "5.4.5",
  "5.9": "5.9.3",
  "6.0": "6.0.3",
  "7.0": "7.0.2",
};

/** Installs a compiler and returns the folder of its command. Runs no install scripts. */
export function installCompiler(folder: string, version: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
  const flags = ["--no-audit", "--no-fund", "--ignore-scripts"];
  execFileSync("npm", ["install", ...flags, `typescript@${version}`], { cwd: folder, stdio: ["ignore", "ignore", 2] });
  return join(folder, "node_modules/.bin");
}
