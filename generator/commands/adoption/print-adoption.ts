import { comparisonJson } from "../../compare/reports/json-report.js";
import type { Refusal } from "../../diagnostics.js";
import { printable } from "../../report.js";
import { type ExitCode, exitCodes, type Invocation } from "../command.js";
import { printReport } from "../print-report.js";
import type { OutputResult } from "../results/results.js";
import type { Candidate } from "./candidate.js";
import type { Adoption, AdoptedOutput } from "./plan-adoption.js";

/** Prints what an adoption changes and does: for people as it goes, for programs as one document at the end. */
export interface AdoptionPrinter {
  /** What changes in each output. */
  readonly reports: () => Promise<void>;
  /** The end of a run that writes nothing, and why. */
  readonly nothing: (code: ExitCode, reason: string) => ExitCode;
  readonly refused: (refusal: Refusal, reason: string) => ExitCode;
  /** The end of a dry run. */
  readonly planned: (adoption: Adoption) => ExitCode;
  readonly written: (adoption: Adoption, outputs: readonly (OutputResult & { readonly line: string })[]) => ExitCode;
}

type Context = Pick<Invocation<"adopt">, "options" | "terminal" | "reporter" | "tell">;

export function createPrinter(
  candidates: readonly Candidate[],
  { options, terminal, reporter, tell }: Context,
  isJson = options.format === "json",
): AdoptionPrinter {
  // The Markdown of a report is not mixed with what is no part of it.
  const say = (line: string) => (options.format === "text" ? terminal.out : terminal.error)(printable(line));
  const end = (code: ExitCode, fields: object, lines: readonly string[]): ExitCode => {
    if (isJson) reporter.result(code === exitCodes.done, fields, []);
    else for (const line of lines) say(line);
    return code;
  };
  const nothing = (code: ExitCode, reason: string): ExitCode => {
    if (!isJson) terminal.error(printable(`Nothing was written: ${reason}`));
    return end(code, { written: false, reason, outputs: candidates.map((one) => outputJson(one)) }, []);
  };
  return {
    reports: async () => {
      if (isJson) return;
      for (const { target, report } of candidates) {
        if (candidates.length > 1) terminal.out(printable(options.format === "markdown" ? `# ${target.name ?? ""}\n` : `${target.name ?? ""}:`)); // prettier-ignore
        await printReport(report, options.format, terminal);
      }
    },
    nothing,
    refused: (refusal, reason) => {
      if (isJson) reporter.diagnostics(refusal.diagnostics, new Map(), true);
      else tell(refusal);
      return nothing(exitCodes.refused, reason);
    },
    planned: (adoption) => {
      const names = namesOf(adoption);
      const todo = `Nothing was written. Without --dry-run: ${names === "" ? "nothing to change" : names}, and what is generated.`;
      return end(exitCodes.done, adoptionJson(adoption, false), [...adoption.notes, todo]);
    },
    written: (adoption, outputs) => {
      const names = namesOf(adoption);
      const lines = [...adoption.notes, ...(names === "" ? [] : [`Wrote ${names}.`]), ...outputs.map(({ line }) => line)];
      return end(exitCodes.done, adoptionJson(adoption, true), [...lines, ...spentWaivers(candidates)]);
    },
  };
}

function namesOf({ files }: Adoption): string {
  return [...files.keys()].join(", ");
}

/** A waiver of a change that is adopted silences nothing in the next comparison, where that is an error. */
function spentWaivers(candidates: readonly Candidate[]): readonly string[] {
  const files = candidates.flatMap(({ target, report }) => (report.waived.length === 0 ? [] : (target.options.waivers ?? [])));
  return [...new Set(files)].map((file) => `The waived changes are adopted: remove their waivers from ${file}.`);
}

function outputJson({ target: { name, options }, report, comparison }: Candidate, adopted?: AdoptedOutput): object {
  const { verdict, changes } = report.comparison;
  return {
    ...(name !== undefined && { name }),
    folder: options.output,
    ...comparisonJson({ comparison: { verdict, bump: comparison.bump, changes } }),
    waived: report.waived,
    version: options.version,
    ...(adopted && { nextVersion: adopted.version }),
  };
}

function adoptionJson({ adopted, outputs, files, notes }: Adoption, written: boolean): object {
  const { description, origin, sha256, restored } = adopted;
  return {
    written,
    input: description.name,
    origin,
    sha256,
    restored: restored !== undefined,
    files: [...files.keys()],
    notes,
    outputs: outputs.map((output) => outputJson(output.candidate, output)),
  };
}
