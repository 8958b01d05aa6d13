import { diagnostic, type DiagnosticCode } from "../../diagnostics.js";
import { quote } from "../../load/tree/quote.js";
import type { Node } from "../../load/tree/node.js";
import type { PathTemplate } from "../types/operation.js";
import type { ModelContext } from "../reading/context.js";

interface PathWarning {
  readonly code: DiagnosticCode;
  readonly matches: (path: PathTemplate, written: string) => boolean;
  /** The end of a sentence that starts with the path: what is unusual, and how it is read. */
  readonly what: string;
  readonly help: string;
}

const declareParameters = "Declare what follows `?` under `parameters`, and leave a fragment out.";

/** Paths that OpenAPI does not allow but whose meaning is clear; each match is reported. */
// prettier-ignore
const pathWarnings: readonly PathWarning[] = [
  { code: "value-tolerated", matches: ({ text }, written) => text !== written, what: "does not start with a slash; it is read as if it did", help: "Write it as it follows the server's URL." },
  { code: "path-query", matches: ({ query }) => query !== undefined, what: "contains a query; its constant values are sent with every request, the others are parameters", help: declareParameters },
  { code: "path-query", matches: ({ text }) => text.replace(/\{[^{}]*\}/g, "").includes("#"), what: "contains a fragment, which is never sent", help: declareParameters },
  { code: "path-parameter-repeated", matches: hasRepeatedParameter, what: "has the same parameter twice; both places get the same value", help: "Give each parameter of a path a name of its own." },
];

export function reportPathWarnings(path: PathTemplate, written: string, node: Node, { report }: ModelContext): void {
  for (const { code: diagnosticCode, what, help } of pathWarnings.filter(({ matches }) => matches(path, written)))
    report(diagnostic(diagnosticCode, node.place, `The path ${quote(written)} ${what}.`, { help }));
}

function hasRepeatedParameter({ segments }: PathTemplate): boolean {
  const names = segments.flatMap((segment) => (typeof segment === "string" ? [] : [segment.parameter]));
  return new Set(names).size < names.length;
}
