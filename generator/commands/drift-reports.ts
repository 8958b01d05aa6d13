import { command } from "../compare/reports/github-report.js";
import { escapeXml } from "../compare/reports/escape-html.js";
import { apiAnnotations, apiJson, apiLines, apiTestCase } from "./api-changes.js";
import { type ApiState, isApiRecorded } from "./api-report.js";
import { driftReport, driftDescriptions } from "../drift-report.js";
import type { FileDifference } from "../write/check.js";

/** An output that was checked, and its files that differ. */
export interface CheckedOutput {
  readonly output: string;
  readonly drifts: readonly FileDifference[];
  /** What can be imported from it, if that is recorded. */
  readonly api?: ApiState;
}

export type DriftFormat = "text" | "github" | "junit";

/** What `check` prints in each format. Only the text is for people, and says nothing where all is up to date. */
export const driftReporters: { readonly [F in DriftFormat]: (checked: readonly CheckedOutput[]) => readonly string[] } = {
  text: (checked) =>
    checked.flatMap(({ output, drifts, api }) => [...(drifts.length === 0 ? [] : driftReport(output, drifts)), ...apiLines(api)]),
  github: (checked) => checked.flatMap(annotations),
  junit: (checked) => [junitReport(checked)],
};

export function isDriftFormat(format: string): format is DriftFormat {
  return format in driftReporters;
}

export function checkedJson({ output, drifts, api }: CheckedOutput): object {
  const isUpToDate = drifts.length === 0 && isApiRecorded(api);
  return { output, isUpToDate, files: drifts.map(({ path, kind }) => ({ path, kind })), ...apiJson(api) };
}

function annotations({ output, drifts, api }: CheckedOutput): readonly string[] {
  const files = drifts.map(({ path, kind }) => {
    const file = `${output}/${path}`;
    return command(
      "error",
      { file, title: `specloom: ${kind}` },
      `${file} ${driftDescriptions[kind]}. Run the generate command and commit what it writes.`,
    );
  });
  return [...files, ...apiAnnotations(api)];
}

/** One test case for each output, as CI systems show them. */
function junitReport(checked: readonly CheckedOutput[]): string {
  const cases = checked.flatMap(({ output, drifts, api }) => {
    const head = `    <testcase classname="specloom check" name="${escapeXml(output)}"`;
    const files = drifts.map(({ path, kind }) => escapeXml(`${path} ${driftDescriptions[kind]}`)).join("\n");
    const failure = `>\n      <failure message="${drifts.length} files out of step">${files}</failure>\n    </testcase>`;
    return [`${head}${drifts.length === 0 ? "/>" : failure}`, ...apiTestCase(output, api)];
  });
  const failed = cases.filter((text) => text.includes("<failure ")).length;
  const counts = `tests="${cases.length}" failures="${failed}"`;
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<testsuites ${counts}>`,
    `  <testsuite name="specloom check" ${counts}>`,
    ...cases,
    `  </testsuite>`,
    `</testsuites>`,
  ].join("\n");
}
