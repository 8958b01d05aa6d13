import { diagnostic } from "../../diagnostics.js";
import { quote } from "../../load/tree/quote.js";
import type { Operation, PathTemplate } from "../types/operation.js";
import type { ModelContext } from "../reading/context.js";

/**
 * Reports paths that differ only in the names of their parameters. All operations are kept: a caller can call either, and the service may
 * distinguish an id from a name by its value.
 */
export function reportDuplicatePaths(operations: readonly Operation[], { report }: ModelContext): void {
  const first = new Map<string, Operation>();
  const reported = new Set<string>();
  for (const operation of operations) {
    const { method, path } = operation;
    const shape = withoutParameterNames(path);
    const sameRequest = first.get(`${method} ${shape}`);
    const samePath = first.get(shape);
    if (sameRequest) report(duplicateRequest(operation, sameRequest));
    else if (samePath && samePath.path.text !== path.text && !reported.has(path.text)) {
      reported.add(path.text);
      report(similarPath(operation, samePath));
    }
    if (!sameRequest) first.set(`${method} ${shape}`, operation);
    if (!samePath) first.set(shape, operation);
  }
}

/** Includes the query and the fragment, by which some descriptions distinguish operations. */
function withoutParameterNames({ text }: PathTemplate): string {
  return text.replace(/\{[^{}]*\}/g, "{}");
}

function duplicateRequest({ method, path, place }: Operation, other: Operation) {
  const message = `${quote(`${method} ${path.text}`)} and ${quote(`${method} ${other.path.text}`)} differ only in the names of their parameters; both are kept.`;
  const help = "The service must tell them apart by the values. If it cannot, leave one out with `--exclude` or an overlay.";
  return diagnostic("path-duplicate", place, message, { help });
}

function similarPath({ path, place }: Operation, other: Operation) {
  const message = `The path ${quote(path.text)} differs from ${quote(other.path.text)} only in the names of its parameters; both are kept.`;
  return diagnostic("path-similar", place, message, { help: "Put the operations of both under one path." });
}
