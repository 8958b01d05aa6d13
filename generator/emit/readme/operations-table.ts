import { allOperations, type OperationInModule } from "../operations/operations-interface.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { batchName } from "../examples/batch-examples.js";
import { type Markdown, inlineText, tableCode } from "./markdown.js";

interface OperationRow {
  readonly name: Markdown;
  /** The path of the file with its documentation, encoded for a link. */
  readonly file: Markdown;
  readonly request: Markdown;
  readonly about: Markdown;
}

/** A row for each operation, and one for each batch run. */
export function operationRows(plan: PackagePlan): readonly OperationRow[] {
  return allOperations(plan.resource).flatMap((one) => [operationRow(one, plan), ...batchRows(one, plan)]);
}

function operationRow({ operation, module }: OperationInModule, { client }: PackagePlan): OperationRow {
  const { summary, description, method, path, deprecated } = operation.operation;
  const about = inlineText(firstSentence(summary ?? description ?? ""));
  return {
    name: tableCode(`${client.instance}.${operation.qualifiedName}`),
    file: linkTo(module),
    request: tableCode(`${method} ${path.text}`),
    about: (deprecated ? ["Deprecated.", about].join(" ").trim() : about) as Markdown,
  };
}

function batchRows({ operation, module }: OperationInModule, { client }: PackagePlan): readonly OperationRow[] {
  const { batch, qualifiedName } = operation;
  if (batch === undefined) return [];
  return [
    {
      name: tableCode(`${client.instance}.${batchName(operation, batch)}`),
      file: linkTo(module),
      request: "any number" as Markdown,
      about: `Calls ${tableCode(qualifiedName)} for any number of inputs: see [Batch runs](#batch-runs)` as Markdown,
    },
  ];
}

function linkTo(module: string): Markdown {
  return encodeURI(`src/${module}.ts`).replace(/[()]/g, (character) => (character === "(" ? "%28" : "%29")) as Markdown;
}

/** A description may have pages of text. */
function firstSentence(text: string): string {
  return /^[^]*?[.!?](?=\s|$)/.exec(text.trim())?.[0] ?? text;
}
