import { createInterface } from "node:readline/promises";
import { loadBuiltPackage } from "./built-package.js";
import { run } from "./run.js";
import type { Update } from "./outcomes.js";
import { readUpdates } from "./updates-file.js";
import { UsageError, type DemoCommand } from "./command-line.js";

type LiveCommand = Extract<DemoCommand, { mode: "live" }>;

/** Changes records of a real account after a confirmation. True if all of them were changed. */
export async function runLive({ file, token, yes, baseUrl }: LiveCommand, stream: NodeJS.WriteStream): Promise<boolean> {
  const updates = await readUpdates(file);
  if (!yes && !(await isConfirmed(updates, baseUrl, stream))) {
    stream.write("Nothing was sent.\n");
    return false;
  }
  const { PartnerClients } = await loadBuiltPackage((line) => stream.write(`${line}\n`));
  const partnerClients = new PartnerClients({ accessToken: token, ...(baseUrl !== undefined && { baseUrl }) });
  const outcomes = await run(partnerClients, updates, stream);
  return outcomes.every(({ status }) => status === "updated");
}

async function isConfirmed(
  updates: readonly Update[],
  baseUrl: string | undefined,
  stream: NodeJS.WriteStream,
): Promise<boolean> {
  if (!process.stdin.isTTY || !stream.isTTY)
    throw new UsageError("There is no terminal to ask on. Give --yes to write without being asked.");
  const terminal = createInterface({ input: process.stdin, output: stream });
  const records = updates.length === 1 ? "1 partner client" : `${updates.length} partner clients`;
  const answer = await terminal.question(`Update ${records} at ${baseUrl ?? "the real service"}? [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}
