import type { makeApiReport } from "../compare/api-report/make-report.js";
import type { ApiReport, readApiReport } from "../compare/api-report/read-report.js";
import type { ApiComparison, compareApiReports } from "../compare/declarations/compare-reports.js";
import { diagnostic, type Diagnostic, refuse, Refusal } from "../diagnostics.js";
import type { Files } from "../files.js";
import type { SourceText } from "../load/documents/source.js";
import type { PackagePlan } from "../plan/types/package-plan.js";
import type { RunInputs } from "../unchanged-run.js";
import { printable } from "../report.js";

/** The report of an output that was built, beside the one that is recorded. */
export interface ApiState {
  readonly path: string;
  /** The report as it would be written. */
  readonly text: string;
  /** `missing`: none is recorded. `changed`: the recorded one is another. */
  readonly state: "same" | "missing" | "changed";
  /** What has changed for callers. Nothing, where only the text of the report has. */
  readonly comparison: ApiComparison;
}

const unchanged: ApiComparison = { verdict: "none", bump: "none", changes: [] };

/** What can be imported from an output, and how it differs from what is recorded; undefined where the option `apiReport` is not set. */
export async function apiStateOf(
  { options: { apiReport: path, acceptApiReport }, apiReport: recorded, custom }: RunInputs,
  { files, plan }: { readonly files: Files; readonly plan: PackagePlan },
): Promise<ApiState | undefined> {
  if (path === undefined) return undefined;
  const tools = await loadTools();
  const all = new Map([...files, ...custom]);
  const text = await tools.makeApiReport({ name: plan.packageJson.name, files: all, entryPoints: plan.entryPoints });
  if (recorded === undefined) return { path, text, state: "missing", comparison: unchanged };
  if (recorded.text === text) return { path, text, state: "same", comparison: unchanged };
  const comparison = await compareReportTexts(recorded, { name: path, text }).catch((thrown: unknown) => {
    // What is written anew need not have been valid.
    if (acceptApiReport && thrown instanceof Refusal) return unchanged;
    throw thrown;
  });
  return { path, text, state: "changed", comparison };
}

/** Whether the API of an output is the recorded one, or none is recorded. */
export function isApiRecorded(api: ApiState | undefined): boolean {
  return api === undefined || api.state === "same";
}

/** The API of an output of which nothing has changed since its report was written. */
export function recordedApi({ options: { apiReport: path }, apiReport }: RunInputs): ApiState | undefined {
  return path === undefined || apiReport === undefined
    ? undefined
    : { path, text: apiReport.text, state: "same", comparison: unchanged };
}

/** What changed for callers, with what to do where they must do something. */
export function changeLines({ changes }: ApiComparison): readonly string[] {
  return changes.flatMap(({ rule, verdict, message, advice }) => [
    printable(`${verdict} ${message} [${rule}]`),
    ...(verdict === "breaking" || verdict === "suspicious" ? [`  ${printable(advice)}`] : []),
  ]);
}

/** Compares two recorded reports. */
export async function compareReportTexts(old: SourceText, now: SourceText): Promise<ApiComparison> {
  const tools = await loadTools();
  const [before, after]: readonly ApiReport[] = [old, now].map(tools.readApiReport);
  return before === undefined || after === undefined ? unchanged : tools.compareApiReports(before, after);
}

/** What is said about an output whose report is another one. */
export function apiDiagnostic({ path, comparison }: ApiState): Diagnostic {
  const { verdict, changes } = comparison;
  const message =
    changes.length === 0
      ? "This is not the API report of the output, although it says the same."
      : `The API has changed, which is ${verdict}: ${changes.length} ${changes.length === 1 ? "change" : "changes"}.`;
  return diagnostic("api-report-changed", { source: path }, message, { help: acceptHelp });
}

export const acceptHelp = "If this is meant, run `specloom generate --accept-api-report` and commit the report.";

/** What reads and writes reports. */
interface Tools {
  readonly makeApiReport: typeof makeApiReport;
  readonly readApiReport: typeof readApiReport;
  readonly compareApiReports: typeof compareApiReports;
}

/** Loads what reads TypeScript. Nothing else of specloom needs ts-morph, so it is not installed with it. */
export async function loadTools(load: () => Promise<Tools> = importTools): Promise<Tools> {
  try {
    return await load();
  } catch (cause) {
    const isMissing = cause instanceof Error && "code" in cause && cause.code === "ERR_MODULE_NOT_FOUND";
    if (!isMissing) throw cause;
    return refuse("ts-morph-missing", undefined, "An API report is read by ts-morph, which is not installed.", {
      help: "Run `npm install --save-dev ts-morph@28`, or leave out `apiReport`.",
    });
  }
}

async function importTools(): Promise<Tools> {
  const [made, read, compared] = await Promise.all([
    import("../compare/api-report/make-report.js"),
    import("../compare/api-report/read-report.js"),
    import("../compare/declarations/compare-reports.js"),
  ]);
  return { ...made, ...read, ...compared };
}
