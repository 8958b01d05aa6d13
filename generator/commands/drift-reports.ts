import { command } from "../compare/reports/github-report.js";
import { escapeXml } from "../compare/reports/escape-html.js";
import { driftReport, driftDescriptions } from "../drift-report.js";
import type { FileDifference } from "../write/check.js";

/** An output that was checked, and its files that differ. */
export interface CheckedOutput {
  readonly output: string;
  readonly drifts: readonly FileDifference[];
}

export type DriftFormat = "text" | "github" | "junit";

/** What `check` prints in each format. Only the text is for people, and says nothing where all is up to date. */
export const driftReporters: { readonly [F in DriftFormat]: (checked: readonly CheckedOutput[]) => readonly string[] } = {
  text: (checked) => checked.flatMap(({ output, drifts }) => (drifts.length === 0 ? [] : driftReport(output, drifts))),
  github: (checked) => checked.flatMap(annotations),
  junit: (checked) => [junitReport(checked)],
};

export function isDriftFormat(format: string): format is DriftFormat {
  return format in driftReporters;
}

export function checkedJson({ output, drifts }: CheckedOutput): object {
  return { output, isUpToDate: drifts.length === 0, files: drifts.map(({ path, kind }) => ({ path, kind })) };
}

function annotations({ output, drifts }: CheckedOutput): readonly string[] {
  return drifts.map(({ path, kind }) => {
    const file = `${output}/${path}`;
    return command(
      "error",
      { file, title: `specloom: ${kind}` },
      `${file} ${driftDescriptions[kind]}. Run the generate command and commit what it writes.`,
    );
  });
}

/** One test case for each output, as CI systems show them. */
function junitReport(checked: readonly CheckedOutput[]): string {
  const failed = checked.filter(({ drifts }) => drifts.length > 0).length;
  const cases = checked.map(({ output, drifts }) => {
    const head = `    <testcase classname="specloom check" name="${escapeXml(output)}"`;
    if (drifts.length === 0) return `${head}/>`;
    const files = drifts.map(({ path, kind }) => escapeXml(`${path} ${driftDescriptions[kind]}`)).join("\n");
    return `${head}>\n      <failure message="${drifts.length} files out of step">${files}</failure>\n    </testcase>`;
  });
  const counts = `tests="${checked.length}" failures="${failed}"`;
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<testsuites ${counts}>`,
    `  <testsuite name="specloom check" ${counts}>`,
    ...cases,
    `  </testsuite>`,
    `</testsuites>`,
  ].join("\n");
}
