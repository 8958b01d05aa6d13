import type { Target } from "../config/targets.js";
import type { Planned } from "../generate.js";
import type { SourceText } from "../load/documents/source.js";
import type { RunInputs } from "../unchanged-run.js";
import { readInputs, type Run } from "./build.js";

/** One of the two descriptions of a comparison. */
export interface ReadSide {
  readonly planned: Planned;
  /** The texts by their names, for the lines of places. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Plans the package of a description, with the overlays and options of the config. */
export async function readDescription(input: string, target: Target, run: Run): Promise<ReadSide> {
  return planInputs(await readInputs({ ...target, options: { ...target.options, input } }, run));
}

export async function planInputs(inputs: RunInputs): Promise<ReadSide> {
  const { planDescription } = await import("../generate.js");
  const sources: readonly SourceText[] = [inputs.description, ...inputs.overlays];
  const planned = await planDescription({ ...inputs, readReferenced: inputs.read });
  return { planned, texts: new Map(sources.map(({ name, text }) => [name, text])) };
}
