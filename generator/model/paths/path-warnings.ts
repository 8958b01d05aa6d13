import { diagnostic, type DiagnosticCode } from "../../diagnostics.js";
import { quote } from "../../load/tree/quote.js";
import type { Node } from "../../load/tree/node.js";
import type { PathTemplate } from "../types/operation.js";
import type { ModelContext } from "../reading/context.js";

interface PathWarning {
  readonly code: DiagnosticCode;
  readonly matches: (path: PathTemplate) => boolean;
  /** The end of a sentence that starts with the path: what is unusual, and how it is read. */
  readonly what: string;
  readonly help: string;
}

const declareParameters = "Declare what follows `?` under `parameters`, and leave a fragment out.";

/** Paths that OpenAPI does not allow but whose meaning is clear; each match is reported. */
// prettier-ignore
const pathWarnings: readonly PathWarning[] = [
  { code: "path-query", matches: ({ query }) => query !== undefined, what: "contains a query; its constant values are sent with every request, the others are parameters", help: declareParameters },
  { code: "path-query", matches: ({ text }) => text.replace(/\{[^{}]*\}/g, "").includes("#"), what: "contains a fragment, which is never sent", help: declareParameters },
  { code: "path-parameter-repeated", matches: hasRepeatedParameter, what: "has the same parameter twice; both places get the same value", help: "Give each parameter of a path a name of its own." },
];

export function reportPathWarnings(path: PathTemplate, node: Node, { report }: ModelContext): void {
  for (const { code: diagnosticCode, what, help } of pathWarnings.filter(({ matches }) => matches(path)))
    report(diagnostic(diagnosticCode, node.place, `The path ${quote(path.text)} ${what}.`, { help }));
}

function hasRepeatedParameter({ segments }: PathTemplate): boolean {
  const names = segments.flatMap((segment) => (typeof segment === "string" ? [] : [segment.parameter]));
  return new Set(names).size < names.length;
}
