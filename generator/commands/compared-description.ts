import type { Target } from "../config/targets.js";
import type { Planned } from "../generate.js";
import type { SourceText } from "../load/documents/source.js";
import { standardInput } from "../load/read/read-text.js";
import type { RunInputs } from "../unchanged-run.js";
import { readInputs, type Run } from "./build.js";

/** One of the two descriptions of a comparison. */
export interface ReadSide {
  readonly planned: Planned;
  /** The texts by their names, for the lines of places. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Plans the package of a description, with the overlays and options of the config. */
export async function readDescription(input: string, target: Target, run: Run, others: readonly string[]): Promise<ReadSide> {
  return planInputs(await readInPlace(input, target, run, others));
}

/**
 * Reads a description in the place of the one that the config names.
 *
 * @param others - What else overlays may call it.
 */
export async function readInPlace(input: string, target: Target, run: Run, others: readonly string[] = []): Promise<RunInputs> {
  const { input: configured } = target.options;
  const inputs = await readInputs({ ...target, options: { ...target.options, input } }, run);
  const alsoKnownAs = [configured, ...others].filter((name) => name !== standardInput && name !== input);
  return { ...inputs, description: { ...inputs.description, alsoKnownAs } };
}

export async function planInputs(inputs: RunInputs): Promise<ReadSide> {
  const { planDescription } = await import("../generate.js");
  const sources: readonly SourceText[] = [inputs.description, ...inputs.overlays];
  const planned = await planDescription({ ...inputs, readReferenced: inputs.read });
  return { planned, texts: new Map(sources.map(({ name, text }) => [name, text])) };
}
