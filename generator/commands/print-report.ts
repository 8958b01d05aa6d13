import type { AnyReport } from "../compare/reports/report.js";
import type { CommandOptions } from "../options.js";
import type { Terminal } from "./command.js";

/** Prints what a new description changes. */
export async function printReport(report: AnyReport, format: CommandOptions["format"], terminal: Terminal): Promise<void> {
  const { isReportFormat, reporters } = await import("../compare/reports/reporters.js");
  // `choicesFor` of the option allows no other format.
  if (isReportFormat(format)) for (const line of reporters[format](report)) terminal.out(line);
}
