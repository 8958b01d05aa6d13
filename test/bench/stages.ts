import { rmSync } from "node:fs";
import { emitPackage } from "../../generator/emit/emit.js";
import { formatPackage } from "../../generator/format/format.js";
import type { SourceText } from "../../generator/load/documents/source.js";
import { parse } from "../../generator/load/parse/parse.js";
import { readTemplates } from "../../generator/load/read/read-templates.js";
import { buildApi } from "../../generator/model/build-api.js";
import { planPackage } from "../../generator/plan/plan.js";
import { resolve } from "../../generator/resolve/resolve.js";
import { writePackage } from "../../generator/write/write.js";

/** The stages of a run, in their order. */
export const stages = ["load", "resolve", "model", "plan", "emit", "format", "write"] as const;

export type Stage = (typeof stages)[number];

/** CPU seconds of each stage, and what came of it. */
export interface StageCosts {
  readonly seconds: Readonly<Record<Stage, number>>;
  readonly peakMebibytes: number;
  readonly characters: number;
}

const ignore = (): void => undefined;

/** Generates a package without the `./openapi` entry, stage by stage. */
export async function measureStages(text: SourceText, output: string): Promise<StageCosts> {
  const templates = await readTemplates();
  const seconds: Partial<Record<Stage, number>> = {};
  const measure = async <Result>(stage: Stage, run: () => Result | Promise<Result>): Promise<Result> => {
    const before = process.cpuUsage();
    const result = await run();
    const { user, system } = process.cpuUsage(before);
    seconds[stage] = (user + system) / 1e6;
    return result;
  };
  const source = await measure("load", () => parse(text, ignore));
  const description = await measure("resolve", () => resolve(source, [], ignore));
  const api = await measure("model", () => buildApi(description, ignore));
  const planned = await measure("plan", () => planPackage(api, { name: "synthetic", version: "1.0.0" }, ignore));
  const plan = { ...planned, entryPoints: planned.entryPoints.filter(({ module }) => module !== "openapi") };
  const emitted = await measure("emit", () => emitPackage(plan, description, templates));
  const files = await measure("format", () => formatPackage(emitted));
  await measure("write", () => writePackage(output, files));
  rmSync(output, { recursive: true });
  const characters = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  // Each stage has been measured.
  return { seconds: seconds as Record<Stage, number>, peakMebibytes: process.resourceUsage().maxRSS / 1024, characters };
}
