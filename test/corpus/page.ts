import { explanationOf } from "./refusals.js";
import type { CheckedDescription, Reason, Result } from "./result.js";

/**
 * The results as a Markdown page, without anything that depends on the machine.
 *
 * @param nameOf - the name of a file on the page
 */
export function page(checked: readonly CheckedDescription[], nameOf: (file: string) => string): string {
  const rows = (cells: (result: Result, checked: CheckedDescription) => readonly string[]) =>
    checked.flatMap((one) => {
      const row = cells(one.result, one);
      return row.length === 0 ? [] : [[nameOf(one.file), ...row]];
    });
  return `# Results for real descriptions

From each of these published descriptions a package was generated, type-checked under the strictest flags (once with DOM types, once
with Node.js types only, with its declarations and the examples of its README) and imported. This page is written by
\`npm run corpus -- --write docs/corpus.md DIR…\`.

${summary(checked)}

## Failed

${table(
  ["description", "stage", "first error"],
  rows((result) => (result.outcome === "failed" ? [result.stage, result.problems[0] ?? ""] : [])),
)}

## Refused

The first error of each, and why the refusal is right. The command prints all errors with their positions.

${table(
  ["description", "position", "code", "error", "why the refusal is right"],
  rows((result, one) => (result.outcome === "refused" ? [...reason(result.reasons), explanationOf(one) ?? "None yet."] : [])),
)}

## Compiled

${table(
  ["description", "operations", "models", "warnings"],
  rows((result) =>
    result.outcome === "compiled" ? [result.operations, result.models, result.warnings].map((count) => count.toString()) : [],
  ),
)}
`;
}

/** One line: how many descriptions compiled, were refused, and failed. */
export function summary(checked: readonly CheckedDescription[]): string {
  const count = (outcome: Result["outcome"]) => checked.filter(({ result }) => result.outcome === outcome).length;
  return `${checked.length} descriptions: ${count("compiled")} compiled, ${count("refused")} refused, ${count("failed")} failed.`;
}

/** One line about a description, for a terminal. */
export function line({ file, seconds, result }: CheckedDescription): string {
  const words = {
    compiled: (v: Result) =>
      v.outcome === "compiled" ? `${v.operations} operations, ${v.models} models, ${v.warnings} warnings` : "",
    refused: (v: Result) => (v.outcome === "refused" ? reason(v.reasons).join(" ") : ""),
    failed: (v: Result) => (v.outcome === "failed" ? `${v.stage}: ${v.problems.join("\n    ")}` : ""),
  };
  return `${result.outcome.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s  ${file}  ${words[result.outcome](result)}`;
}

function reason([first, ...others]: readonly Reason[]): readonly string[] {
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return first === undefined ? [] : [first.position, first.code, first.message + more];
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "None.";
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  return [row(heads), row(heads.map(() => "---")), ...rows.map(row)].join("\n");
}
