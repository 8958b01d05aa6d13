import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { measureChanged } from "./changed-schema.js";
import { excessiveGrowth, measureFile, measureSize, sizes } from "./growth.js";
import { type Cost, installPeers, installSpecloom, measure, type Peers } from "./peers.js";
import { performancePage, type PeerRow } from "./performance-page.js";
import { costPlot } from "./plot.js";
import { excessiveWork, measureUnchanged } from "./unchanged.js";

/**
 * `npm run bench:generate -- <folder of descriptions>`: what a run costs, beside other generators and by size; writes `docs/performance.md` and its
 * plot. `npm run bench:generate -- --check` measures only what does not depend on the machine, and fails where it exceeds the limits.
 */

/** The peak of 8,000 operations, 18 MB, and of 600 operations with 2,000 schemas; more than twice what one measures without other work. */
const maximumMebibytes = { synthetic: 1600, dense: 700 };

const root = join(import.meta.dirname, "../..");
const ownDescription = join(root, "spec/partner-clients.openapi.yaml");

function check(folder: string): readonly string[] {
  const unchanged = measureUnchanged(installSpecloom(folder), process.execPath, ownDescription, folder);
  const synthetic = sizes.map((size) => measureSize("synthetic", size, 3));
  const dense = [150, 600].map((size) => measureSize("dense", size, 2));
  const peaks = Object.entries({ synthetic, dense }).flatMap(([kind, costs]) => {
    const peak = costs.at(-1)?.peakMebibytes ?? 0;
    const limit = maximumMebibytes[kind as keyof typeof maximumMebibytes];
    return peak <= limit ? [] : [`${kind}: ${peak.toFixed(0)} MiB, more than ${limit}`];
  });
  return [...excessiveGrowth(synthetic), ...excessiveGrowth(dense), ...peaks, ...excessiveWork(unchanged)];
}

/** The generators take turns, so that other work on the machine affects all of them equally. Returns the middle of the runs. */
function compare(
  { generators, node }: Peers,
  descriptions: readonly string[],
  folder: string,
  rounds: number,
): readonly PeerRow[] {
  return descriptions.map((description) => {
    const runs = Array.from({ length: rounds }, () => generators.map((own) => measure(own, node, description, folder)));
    const costs = generators.map((_, index) => middle(runs.flatMap((round) => round[index] ?? [])));
    return { description: basename(description), costs };
  });
}

function middle(costs: readonly Cost[]): Cost {
  const of = (pick: (cost: Cost) => number) => costs.map(pick).sort((a, b) => a - b)[costs.length >> 1] ?? NaN;
  return { seconds: of(({ seconds }) => seconds), peakMebibytes: of(({ peakMebibytes }) => peakMebibytes) };
}

async function report(places: readonly string[], folder: string): Promise<void> {
  const large = places.flatMap((place) => ["github.json", "stripe.json"].map((name) => resolve(place, name)).filter(existsSync));
  const descriptions = [ownDescription, ...large];
  const { generators: others, node } = installPeers(folder);
  const specloom = installSpecloom(folder);
  const generators = [specloom, ...others];
  const costs = [...sizes, 11_000].map((size) => measureSize("synthetic", size, 1));
  const changed = [];
  for (const description of large) changed.push(await measureChanged(specloom, node, description, folder));
  const page = performancePage({
    generators,
    changed,
    peers: compare({ generators, node }, descriptions, folder, 3),
    unchanged: descriptions.map((description) => measureUnchanged(specloom, node, description, folder)),
    stages: descriptions.map((description) => ({ description: basename(description), costs: measureFile(description, 3) })),
    sizes: costs,
  });
  writeFileSync(join(root, "docs/performance.md"), page);
  writeFileSync(join(root, "docs/performance.svg"), costPlot(costs));
  console.log(page);
}

/** A file system in memory, where there is one: what creating files costs on a disk depends on all that was done there before. */
const memory = "/dev/shm";

async function withFolder<Result>(run: (folder: string) => Result | Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), "bench-"));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [first, ...rest] = process.argv.slice(2);
if (first === "--check") {
  const failures = await withFolder(check);
  for (const failure of failures) console.error(failure);
  process.exitCode = failures.length === 0 ? 0 : 1;
} else
  await withFolder((folder) => report(first === undefined ? [join(root, "../shared/corpus/large")] : [first, ...rest], folder));
