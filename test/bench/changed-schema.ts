import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { type Generator, measureProcess } from "./peers.js";

/** CPU seconds of a run of which one schema has changed since the last one, in a process of its own and in one that watches. */
export interface ChangedCost {
  readonly description: string;
  readonly again: number;
  readonly watching: number;
}

const rounds = 3;

export async function measureChanged(specloom: Generator, node: string, source: string, folder: string): Promise<ChangedCost> {
  const description = join(folder, basename(source));
  const output = join(folder, "changed");
  rmSync(output, { recursive: true, force: true });
  const change = schemaChanger(readFileSync(source, "utf8"));
  writeFileSync(description, change());
  const command = [node, ...specloom.command(description, output)];
  const generate = () => measureProcess("specloom", command, folder).seconds;
  generate();
  const again = Array.from({ length: rounds }, () => {
    writeFileSync(description, change());
    return generate();
  });
  const watching = await measureWatching(command, () => writeFileSync(description, change()));
  return { description: basename(source), again: middle(again), watching: middle(watching) };
}

/** Texts of a description, each with one more property in the first schema that has properties. */
function schemaChanger(text: string): () => string {
  const description = JSON.parse(text) as {
    readonly components: { readonly schemas: { readonly [name: string]: { readonly properties?: { [name: string]: object } } } };
  };
  const properties = Object.values(description.components.schemas).find((schema) => schema.properties !== undefined)?.properties;
  if (properties === undefined) throw new Error("The description has no schema with properties.");
  let count = 0;
  return () => {
    properties[`added_${String(count++)}`] = { type: "string" };
    return JSON.stringify(description);
  };
}

/** What a process that watches takes for each change. It says when it waits for the next one. */
async function measureWatching(command: readonly string[], change: () => void): Promise<readonly number[]> {
  const [program = "", ...args] = command.map((argument) => (argument === "generate" ? "watch" : argument));
  const watcher = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
  const lines = createInterface({ input: watcher.stderr })[Symbol.asyncIterator]();
  const waits = async (): Promise<void> => {
    for (let line = await lines.next(); line.done !== true; line = await lines.next())
      if (line.value.startsWith("Watching ")) return;
    throw new Error("`specloom watch` has ended.");
  };
  const costs: number[] = [];
  try {
    await waits();
    for (let round = 0; round < rounds; round++) {
      const before = secondsOf(watcher.pid);
      change();
      await waits();
      costs.push(secondsOf(watcher.pid) - before);
    }
  } finally {
    watcher.kill();
    await once(watcher, "exit");
  }
  return costs;
}

/** User and system time of a running process, as Linux counts it: in hundredths of a second, after the name of the program. */
function secondsOf(pid = 0): number {
  const stat = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function middle(costs: readonly number[]): number {
  return [...costs].sort((a, b) => a - b)[costs.length >> 1] ?? NaN;
}
