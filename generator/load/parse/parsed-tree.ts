import { diagnostic, type Diagnostic, refuseAny, type Report } from "../../diagnostics.js";
import { quote } from "../tree/quote.js";
import { limits } from "../documents/limits.js";
import type { NodePlace, Node, ScalarNode } from "../tree/node.js";

/** What the parsers of JSON and YAML share. */

export interface ParsedTree {
  readonly root: Node;
  /** The number of keys and values in the text. */
  readonly valueCount: number;
}

export interface SyntaxFault {
  readonly offset: number;
  readonly message: string;
}

const help =
  "Look at this line and at the one before: is a bracket or a quote not closed, a comma missing, or the indentation wrong?";

/** Refuses a text with syntax faults; the first few are reported, at most one for each offset. */
export function refuseSyntax(source: string, faults: readonly SyntaxFault[]): void {
  const byOffset = new Map<number, Diagnostic>();
  for (const { offset, message } of [...faults].sort((a, b) => a.offset - b.offset)) {
    if (!byOffset.has(offset)) byOffset.set(offset, diagnostic("syntax", { source, offset }, message, { help }));
  }
  refuseAny([...byOffset.values()].slice(0, limits.faults));
}

/** Adds a field to a map. Of two fields with the same key the first is kept, so that parsing can continue. */
export function addField(fields: Map<string, Node>, key: string, value: Node, report: Report): void {
  if (!fields.has(key)) fields.set(key, value);
  else
    report(
      diagnostic("duplicate-key", value.place, `${quote(key)} appears twice in the same map.`, {
        help: "Remove one of the two.",
      }),
    );
}

/** A number that JSON cannot express (infinity, NaN) is reported and read as null. */
export function createNumberNode(value: number, place: NodePlace, report: Report): ScalarNode {
  if (Number.isFinite(value)) return { kind: "scalar", value, place };
  report(diagnostic("invalid-value", place, "The number is not finite, or too large."));
  return { kind: "scalar", value: null, place };
}

/** An integer as a number, or as a bigint if a number would lose digits. */
export function toInteger(digits: bigint): number | bigint {
  const value = Number(digits);
  return Number.isSafeInteger(value) ? value : digits;
}
