/**
 * `npm run bench:compare -- <description>`: what `compare` of two versions of a large description costs, beside `generate` of one; the default is
 * GitHub's. Fails if it is more than twice as much.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isMap } from "../verdicts/mutations/document.js";
import { mutations } from "../verdicts/mutations/mutations.js";
import { picker, randomNumbers } from "../verdicts/random.js";
import { installSpecloom, measureProcess } from "./peers.js";

/** How much more than `generate` it may cost. */
const maximumRatio = 2;
const rounds = 3;
/** The exit code of `compare` that finds a breaking change. */
const found = 1;

const [old = join(import.meta.dirname, "../../../shared/corpus/large/github.json")] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "bench-compare-"));

/** The next version of a description: one change of each kind, at random places. */
function nextVersion(): string {
  const document: unknown = JSON.parse(readFileSync(old, "utf8"));
  const pick = picker(randomNumbers(1));
  if (isMap(document)) for (const { apply } of mutations) apply(document, pick);
  const path = join(folder, "next.json");
  writeFileSync(path, JSON.stringify(document));
  return path;
}

try {
  const specloom = installSpecloom(folder);
  const now = nextVersion();
  const output = join(folder, "output");
  const generate = specloom.command(old, output);
  const compare = [...generate.slice(0, 1), "compare", old, now, "--name", "measured"];
  const runs = Array.from({ length: rounds }, () => {
    rmSync(output, { recursive: true, force: true });
    const [generated, compared] = [generate, compare].map((command) =>
      measureProcess("specloom", [process.execPath, ...command], folder, found),
    );
    return [generated?.seconds ?? NaN, compared?.seconds ?? NaN] as const;
  });
  // Other work on the machine only adds.
  const [generated, compared] = [0, 1].map((index) => Math.min(...runs.map((run) => run[index] ?? NaN)));
  const ratio = (compared ?? NaN) / (generated ?? NaN);
  console.log(`generate ${generated?.toFixed(1)} s, compare ${compared?.toFixed(1)} s of CPU: ${ratio.toFixed(2)} times as much`);
  process.exitCode = ratio <= maximumRatio ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
