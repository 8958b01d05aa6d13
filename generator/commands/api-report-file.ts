import { relative, resolve } from "node:path";
import { refuse, Refusal } from "../diagnostics.js";
import type { SourceText } from "../load/documents/source.js";
import { quote } from "../load/tree/quote.js";
import { readText } from "../load/read/read-text.js";
import type { CommandOptions } from "../options.js";
import type { RunInputs } from "../unchanged-run.js";
import type { ApiState } from "./api-report.js";

/** The API report that is there; undefined if there is none yet. Line breaks are those that it was written with, whatever Git made of them. */
export async function readPresentReport(path: string): Promise<SourceText | undefined> {
  try {
    const { name, text } = await readText(path);
    return { name, text: text.replaceAll("\r\n", "\n") };
  } catch (thrown) {
    if (thrown instanceof Refusal && thrown.diagnostics[0].code === "source-missing") return undefined;
    throw thrown;
  }
}

/** The report belongs to the repository, not to what is published. */
export function assertBesideOutput({ apiReport, output }: CommandOptions): void {
  if (apiReport === undefined || relative(resolve(output), resolve(apiReport)).startsWith("..")) return;
  refuse("usage", undefined, `The API report ${quote(apiReport)} cannot lie in the output ${quote(output)}.`, {
    help: "Name a file beside the config file: what is in the output is written anew, and published.",
  });
}

/** The inputs of the next run, which finds the report that this one leaves. */
export function withApiReport(inputs: RunInputs, api: ApiState | undefined): RunInputs {
  return api === undefined ? inputs : { ...inputs, apiReport: { name: api.path, text: api.text } };
}

/** Writes a report that is not there, or another one. */
export async function writeApiReport(api: ApiState | undefined): Promise<void> {
  if (api === undefined || api.state === "same") return;
  const { addNewFiles } = await import("../write/new-files.js");
  const file = new Map([[api.path, api.text]]);
  if (api.state === "missing") addNewFiles(file, new Map());
  else addNewFiles(new Map(), file);
}

/** What the line about an output says of its report. */
export function apiSentence(api: ApiState | undefined, isRecorded: boolean): string {
  if (api === undefined || api.state === "same") return "";
  const { verdict } = api.comparison;
  if (isRecorded) return ` Wrote the API report ${api.path}${verdict === "none" ? "" : `, ${verdict}`}.`;
  return ` The API is not that of ${api.path}: ${verdict}.`;
}
