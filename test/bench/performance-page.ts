import type { ChangedCost } from "./changed-schema.js";
import { type SizeCosts, totalSeconds } from "./growth.js";
import type { Cost, Generator } from "./peers.js";
import { type StageCosts, stages } from "./stages.js";
import type { UnchangedCost } from "./unchanged.js";

/** The costs of one description, one for each generator. */
export interface PeerRow {
  readonly description: string;
  readonly costs: readonly Cost[];
}

/** All that was measured. */
interface Measured {
  readonly generators: readonly Generator[];
  readonly peers: readonly PeerRow[];
  readonly changed: readonly ChangedCost[];
  readonly unchanged: readonly UnchangedCost[];
  readonly stages: readonly { readonly description: string; readonly costs: StageCosts }[];
  readonly sizes: readonly SizeCosts[];
}

/** The text of `docs/performance.md`. */
export function performancePage({ generators, peers, changed, unchanged, stages: byStage, sizes }: Measured): string {
  const versions = generators.map(({ name, version }) => `${name} ${version}`.trim());
  return `# What a run costs

\`npm run bench:generate\` writes this page. It measures whole processes, user and system time together, on Node.js 22, and the generators
take turns. Seconds depend on the machine and on what else it does, ratios hardly: read the ratios. The package has no \`./openapi\` entry,
which the others have not either, and is generated anew, into a file system in memory: on a disk, some hundred files cost more or less
time, which depends on what was removed there before.

## Beside other generators

${table(
  ["CPU seconds", ...versions, ...generators.slice(1).map(({ name }) => `specloom / ${name}`)],
  peers.map(({ description, costs: [own, ...others] }) => [
    description,
    ...[own, ...others].map((cost) => seconds(cost?.seconds)),
    ...others.map((other) => ((own?.seconds ?? NaN) / other.seconds).toFixed(2)),
  ]),
)}

${table(
  ["Peak memory, MiB", ...versions],
  peers.map(({ description, costs: all }) => [description, ...all.map(({ peakMebibytes }) => peakMebibytes.toFixed(0))]),
)}

## Nothing changed

CPU seconds of a run whose description, options and files are those of the run before, beside those of \`node\` itself.

${table(
  ["", "node", "nothing changed"],
  unchanged.map((cost) => [cost.description, seconds(cost.node), seconds(cost.unchanged)]),
)}

## One changed schema

CPU seconds if one schema has one property more than in the run before: of a new process, and of one that watches. A new process does everything
again but writes one file; one that watches does it with code that is already optimized, and lays out only what has changed.

${table(
  ["", "new process", "\`watch\`"],
  changed.map((cost) => [cost.description, seconds(cost.again), seconds(cost.watching)]),
)}

## By stage

CPU seconds of each stage, from the sources, with what loading and compiling it takes.

${table(
  ["", ...stages, "all"],
  byStage.map(({ description, costs }) => [
    description,
    ...stages.map((stage) => seconds(costs.seconds[stage])),
    seconds(totalSeconds(costs)),
  ]),
)}

## By size

Synthetic descriptions of the same shape: CPU seconds of each stage, and the peak memory of the process.

${table(
  ["operations", "MB", ...stages, "all", "MiB"],
  sizes.map((cost) => [
    cost.size.toLocaleString("en"),
    cost.megabytes.toFixed(1),
    ...stages.map((stage) => seconds(cost.seconds[stage])),
    seconds(totalSeconds(cost)),
    cost.peakMebibytes.toFixed(0),
  ]),
)}

![CPU seconds by the number of operations](performance.svg)

\`npm run bench:generate -- --check\`, a part of CI, fails if a stage takes more than 4.2 times as long for four times the size, if the
memory exceeds a limit, or if a run with nothing to do takes 0.15 s more than \`node\`.
`;
}

function seconds(value: number | undefined): string {
  return (value ?? NaN).toFixed(2);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
