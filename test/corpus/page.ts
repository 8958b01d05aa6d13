import type { Judged, Reason, Verdict } from "./verdict.js";

/** The page that is committed: what a run says that does not depend on the machine. */
export function page(judged: readonly Judged[]): string {
  const of = <O extends Verdict["outcome"]>(outcome: O) =>
    judged.flatMap(({ file, verdict }) =>
      verdict.outcome === outcome ? [{ file, verdict: verdict as Extract<Verdict, { outcome: O }> }] : [],
    );
  return `# Real descriptions

Written by \`npm run corpus -- --write docs/corpus.md DIR…\`, which generates the package of every description of the folders, type-checks it
under the strictest flags (once with the DOM's types, once with Node's alone, its declarations and the examples of its README included) and imports it.

${summary(judged)}

## Failed

${table(
  ["description", "stage", "first complaint"],
  of("failed").map(({ file, verdict }) => [file, verdict.stage, verdict.complaints[0] ?? ""]),
)}

## Refused

The first reason of each; all are told with their places.

${table(
  ["description", "place", "code", "reason"],
  of("refused").map(({ file, verdict }) => [file, ...reason(verdict.reasons)]),
)}

## Compiled

${table(
  ["description", "operations", "models", "warnings"],
  of("compiled").map(({ file, verdict }) => [file, `${verdict.operations}`, `${verdict.models}`, `${verdict.warnings}`]),
)}
`;
}

/** One line: how many of each. */
export function summary(judged: readonly Judged[]): string {
  const count = (outcome: Verdict["outcome"]) => judged.filter(({ verdict }) => verdict.outcome === outcome).length;
  return `${judged.length} descriptions: ${count("compiled")} compiled, ${count("refused")} refused, ${count("failed")} failed.`;
}

/** One line a description, for a terminal. */
export function line({ file, seconds, verdict }: Judged): string {
  const words = {
    compiled: (v: Verdict) =>
      v.outcome === "compiled" ? `${v.operations} operations, ${v.models} models, ${v.warnings} warnings` : "",
    refused: (v: Verdict) => (v.outcome === "refused" ? reason(v.reasons).join(" ") : ""),
    failed: (v: Verdict) => (v.outcome === "failed" ? `${v.stage}: ${v.complaints.join("\n    ")}` : ""),
  };
  return `${verdict.outcome.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s  ${file}  ${words[verdict.outcome](verdict)}`;
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
