import { refuse } from "../diagnostics.js";
import { realPathOf } from "../load/read/ordinary-file.js";
import { quote } from "../load/tree/quote.js";
import { isElsewhere } from "./read/config-paths.js";
import type { Target } from "./targets.js";

/**
 * All outputs that are made from the description of the named ones: a file cannot be new for one of them and old for another.
 *
 * @throws Refusal - `usage` if the named ones are made from several descriptions.
 */
export function outputsOfOneDescription(named: readonly Target[], all: readonly Target[]): readonly Target[] {
  const [first, ...others] = new Set(named.map(fileOf));
  if (others.length > 0) refuseSeveral(named);
  return all.filter((target) => fileOf(target) === first);
}

function fileOf({ options: { input } }: Target): string {
  return isElsewhere(input) ? input : realPathOf(input);
}

function refuseSeveral(named: readonly Target[]): never {
  const byFile = new Map<string, Target[]>();
  for (const target of named) byFile.set(fileOf(target), [...(byFile.get(fileOf(target)) ?? []), target]);
  const listed = [...byFile.values()].map(
    (group) => `${group.map(({ name = "" }) => name).join(", ")} (${group[0]?.options.input ?? ""})`,
  );
  refuse("usage", undefined, "One description is adopted at a time, and these outputs are made from several.", {
    help: `Name an output after the other arguments, such as ${quote(named[0]?.name ?? "")}: ${listed.join("; ")}.`,
  });
}
