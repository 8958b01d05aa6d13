import { diagnostic } from "../../diagnostics.js";
import { quote } from "../../load/tree/quote.js";
import type { Operation, PathTemplate } from "../types/operation.js";
import type { ModelContext } from "../reading/context.js";

/**
 * Paths that are the same but for the names of their parameters. Where no method is in both, every request still has one meaning, and all
 * operations are kept; where a method is, the same request would have two answers.
 */
export function reportDuplicatePaths(operations: readonly Operation[], { report }: ModelContext): void {
  const first = new Map<string, Operation>();
  const similar = new Set<string>();
  for (const operation of operations) {
    const { method, path } = operation;
    const shape = withoutParameterNames(path);
    const twin = first.get(`${method} ${shape}`);
    const other = first.get(shape);
    if (twin) report(duplicateRequest(operation, twin));
    else if (other && other.path.text !== path.text && !similar.has(path.text)) {
      similar.add(path.text);
      report(similarPath(operation, other));
    }
    if (!twin) first.set(`${method} ${shape}`, operation);
    if (!other) first.set(shape, operation);
  }
}

/** With query and fragment, by which some descriptions tell operations apart. */
function withoutParameterNames({ text }: PathTemplate): string {
  return text.replace(/\{[^{}]*\}/g, "{}");
}

function duplicateRequest({ method, path, place }: Operation, other: Operation) {
  const message = `${quote(`${method} ${path.text}`)} is the same request as ${quote(`${method} ${other.path.text}`)}.`;
  return diagnostic("path-duplicate", place, message, {
    help: "Keep one of them: `--exclude` or an overlay leaves the other out.",
  });
}

function similarPath({ path, place }: Operation, other: Operation) {
  const message = `The path ${quote(path.text)} is the same as ${quote(other.path.text)} but for the names of its parameters; both are kept.`;
  return diagnostic("path-similar", place, message, { help: "Put the operations of both under one path." });
}
