import { rmSync } from "node:fs";
import { basename, join } from "node:path";
import { type Generator, measureProcess } from "./peers.js";

/** CPU seconds of a run that has nothing to do, beside those of a process of Node.js that does nothing. */
export interface UnchangedCost {
  readonly description: string;
  readonly node: number;
  readonly unchanged: number;
}

/** How many seconds more than Node.js itself such a run may take, in CI, where other work disturbs. The goal is a third of it. */
const maximumSeconds = 0.15;

/** The least of several runs: other work on the machine only adds. */
export function measureUnchanged(specloom: Generator, node: string, description: string, folder: string): UnchangedCost {
  const output = join(folder, "unchanged");
  rmSync(output, { recursive: true, force: true });
  const generate = () => measureProcess("specloom", [node, ...specloom.command(description, output)], folder).seconds;
  const start = () => measureProcess("node", [node, "--eval", "0"], folder).seconds;
  generate();
  const runs = Array.from({ length: 7 }, () => [start(), generate()] as const);
  const least = (values: readonly number[]) => Math.min(...values);
  return {
    description: basename(description),
    node: least(runs.map(([own]) => own)),
    unchanged: least(runs.map(([, own]) => own)),
  };
}

/** What is wrong with the cost, for CI. */
export function excessiveWork({ description, node, unchanged }: UnchangedCost): readonly string[] {
  const more = unchanged - node;
  if (more <= maximumSeconds) return [];
  return [
    `${description}: a run with nothing to do takes ${more.toFixed(2)} s more than node, and ${maximumSeconds} are allowed`,
  ];
}
