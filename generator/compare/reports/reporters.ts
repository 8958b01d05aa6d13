import { printableJson } from "../../load/tree/printable.js";
import { githubReport } from "./github-report.js";
import { htmlReport } from "./html-report.js";
import { jsonReport } from "./json-report.js";
import { markdownReport } from "./markdown-report.js";
import type { AnyReport } from "./report.js";
import { sarifReport } from "./sarif-report.js";
import { textReport } from "./text-report.js";

export type ReportFormat = "text" | "markdown" | "json" | "github" | "sarif" | "html";

/** The lines of a report in each format. */
export const reporters: { readonly [F in ReportFormat]: (report: AnyReport) => readonly string[] } = {
  text: textReport,
  markdown: (report) => [markdownReport(report)],
  json: (report) => [printableJson(jsonReport(report))],
  github: githubReport,
  sarif: (report) => [printableJson(sarifReport(report))],
  html: (report) => [htmlReport(report)],
};

export function isReportFormat(format: string): format is ReportFormat {
  return format in reporters;
}
