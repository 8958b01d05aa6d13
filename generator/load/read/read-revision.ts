import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { refuse } from "../../diagnostics.js";
import { limits } from "../documents/limits.js";
import { revisionFileOf } from "../documents/location.js";
import type { SourceText } from "../documents/source.js";
import { quote } from "../tree/quote.js";

const run = promisify(execFile);

export function isRevision(input: string): boolean {
  return input.startsWith("git:");
}

/** Reads a file as it was in a revision of the repository that the working directory belongs to. */
export async function readRevision(input: string): Promise<SourceText> {
  const { revision, path } =
    revisionFileOf(input) ??
    refuse("source-missing", { source: input }, `${quote(input)} does not have the form git:REVISION:PATH.`);
  const file = path.startsWith("/") || path.startsWith("./") || path.startsWith("../") ? path : `./${path}`;
  try {
    const { stdout } = await run("git", ["show", `${revision}:${file}`], { maxBuffer: limits.bytes, encoding: "utf8" });
    return { name: input, text: stdout.replace(/^\uFEFF/, "") };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split("\n")[1] ?? error.message) : String(error);
    return refuse("source-missing", { source: input }, `Git cannot show it: ${reason.trim()}`, {
      help: "Check the revision and the path; in CI, fetch the history (`fetch-depth: 0`).",
    });
  }
}
