import type { ComparisonReport } from "../compare/reports/report.js";
import { isAtLeast, type Verdict } from "../compare/rules/verdict.js";
import type { Waiver } from "../compare/rules/waivers.js";
import { type Diagnostic, diagnosticCodes, refuseAny } from "../diagnostics.js";
import { readText } from "../load/read/read-text.js";
import type { CommandOptions } from "../options.js";
import type { Invocation } from "./command.js";

/** The verdict from which on each value of `--fail-on` fails. An invalid description is no matter of choice. */
const least: { readonly [F in CommandOptions["failOn"]]: Verdict } = {
  breaking: "breaking",
  suspicious: "suspicious",
  any: "docs",
  never: "invalid",
};

export function failsOn(verdict: Verdict, { failOn }: Pick<CommandOptions, "failOn">): boolean {
  return isAtLeast(verdict, least[failOn]);
}

type OnText = Invocation<"compare">["onText"];

/**
 * The reports without the changes that are waived.
 *
 * @param reports - Of all outputs with these waivers: one that silences a change of any of them is used.
 * @throws Refusal - `waiver-invalid`, `waiver-expired`, `waiver-unused`.
 */
export async function withoutWaived(
  reports: readonly ComparisonReport[],
  file: string | undefined,
  onText: OnText,
): Promise<readonly ComparisonReport[]> {
  if (file === undefined) return reports;
  const { applyWaivers } = await import("../compare/rules/waivers.js");
  const waivers = await readWaiverFile(file, onText);
  const today = new Date().toISOString().slice(0, 10);
  const applied = reports.map(({ comparison }) => applyWaivers(comparison, waivers, today));
  const [first, ...others] = applied.map(({ diagnostics }) => diagnostics.map((one) => JSON.stringify(one)));
  const inAll = new Set(first?.filter((one) => others.every((list) => list.includes(one))));
  refuseAny((applied[0]?.diagnostics ?? []).filter((one) => inAll.has(JSON.stringify(one))));
  return reports.map((report, index) => {
    const { comparison = report.comparison, lines = [] } = applied[index] ?? {};
    return { ...report, comparison, waived: lines };
  });
}

async function readWaiverFile(file: string, onText: OnText): Promise<readonly Waiver[]> {
  const { readWaivers } = await import("../compare/rules/waivers.js");
  const text = await readText(file);
  onText(text);
  const faults: Diagnostic[] = [];
  const waivers = readWaivers(text, (fault) => faults.push(fault));
  refuseAny(faults.filter(({ code }) => diagnosticCodes[code] === "error"));
  return waivers;
}
