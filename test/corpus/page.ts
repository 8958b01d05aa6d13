import { judgementOf } from "./judgements.js";
import type { Judged, Reason, Verdict } from "./verdict.js";

/**
 * The page that is committed: what a run says that does not depend on the machine.
 *
 * @param nameOf - how the page calls a file
 */
export function page(judged: readonly Judged[], nameOf: (file: string) => string): string {
  const rows = (cells: (verdict: Verdict, judged: Judged) => readonly string[]) =>
    judged.flatMap((one) => {
      const row = cells(one.verdict, one);
      return row.length === 0 ? [] : [[nameOf(one.file), ...row]];
    });
  return `# Real descriptions

What became of descriptions that services publish: the package of each is generated, type-checked under the strictest flags (once with the
DOM's types, once with Node's alone, its declarations and the examples of its README included) and imported. Written by
\`npm run corpus -- --write docs/corpus.md DIR…\`.

${summary(judged)}

## Failed

${table(
  ["description", "stage", "first complaint"],
  rows((verdict) => (verdict.outcome === "failed" ? [verdict.stage, verdict.complaints[0] ?? ""] : [])),
)}

## Refused

The first reason of each, and why it is right to refuse. The command tells every reason with its place.

${table(
  ["description", "place", "code", "reason", "judgement"],
  rows((verdict, one) => (verdict.outcome === "refused" ? [...reason(verdict.reasons), judgementOf(one) ?? "None yet."] : [])),
)}

## Compiled

${table(
  ["description", "operations", "models", "warnings"],
  rows((verdict) =>
    verdict.outcome === "compiled" ? [verdict.operations, verdict.models, verdict.warnings].map((count) => count.toString()) : [],
  ),
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
