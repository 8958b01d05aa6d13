import { execFileSync } from "node:child_process";
import { join } from "node:path";

/**
 * `npm run release`: publishes specloom and then the package in `generated/`, with the arguments of `npm publish`. With `--dry-run` it lists the
 * files of both and publishes nothing.
 */

const root = join(import.meta.dirname, "..");
const args = process.argv.slice(2);

if (!args.includes("--dry-run")) {
  const changes = execFileSync("git", ["status", "--porcelain"], { cwd: root, encoding: "utf8" });
  if (changes !== "") throw new Error(`Commit these changes, so that the release can be built again:\n${changes}`);
}
execFileSync("npm", ["run", "check"], { cwd: root, stdio: "inherit" });
for (const folder of [root, join(root, "generated")])
  execFileSync("npm", ["publish", ...args], { cwd: folder, stdio: "inherit" });
