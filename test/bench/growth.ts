import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { type StageCosts, stages } from "./stages.js";

/** How the cost of each stage grows with the size of a description. The ratios hardly depend on the machine. */

export const sizes = [500, 2000, 8000] as const;

/** Each size is four times the one before. */
export const maximumGrowth = 4.2;

/** Below this, what a stage loads when it starts decides, and other work on the machine. */
const leastSeconds = 0.3;

export interface SizeCosts extends StageCosts {
  readonly size: number;
  readonly megabytes: number;
}

/** The least of several runs, stage by stage: other work on the machine only adds. */
export function measureSize(kind: "synthetic" | "dense", size: number, runs: number): SizeCosts {
  return { ...leastOf(Array.from({ length: runs }, () => measureOnce(kind, String(size)))), size };
}

/** The same for the description in a file. */
export function measureFile(path: string, runs: number): StageCosts {
  return leastOf(Array.from({ length: runs }, () => measureOnce("file", path)));
}

type ChildCosts = Omit<SizeCosts, "size">;

function leastOf(found: readonly ChildCosts[]): ChildCosts {
  const least = (pick: (costs: ChildCosts) => number) => Math.min(...found.map(pick));
  const [first] = found;
  if (first === undefined) throw new RangeError("At least one run is needed.");
  const seconds = { ...first.seconds };
  for (const stage of stages) seconds[stage] = least((costs) => costs.seconds[stage]);
  return { ...first, seconds, peakMebibytes: least(({ peakMebibytes }) => peakMebibytes) };
}

function measureOnce(kind: string, description: string): ChildCosts {
  const script = join(import.meta.dirname, "stages-child.ts");
  const output = execFileSync(process.execPath, ["--import", "tsx", script, kind, description], { encoding: "utf8" });
  return JSON.parse(output) as ChildCosts;
}

/** The growth of each stage from one size to the next that is more than proportional. */
export function excessiveGrowth(costs: readonly SizeCosts[]): readonly string[] {
  return costs.slice(1).flatMap((large, index) => {
    const small = costs[index] ?? large;
    return stages.flatMap((stage) => {
      const growth = large.seconds[stage] / Math.max(small.seconds[stage], leastSeconds);
      if (growth <= maximumGrowth) return [];
      return [`${stage}: ${growth.toFixed(1)} times the time for ${large.size} operations that it takes for ${small.size}`];
    });
  });
}

export function totalSeconds({ seconds }: StageCosts): number {
  return stages.reduce((sum, stage) => sum + seconds[stage], 0);
}
