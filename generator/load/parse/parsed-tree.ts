import { diagnostic, type Diagnostic, type Place, Refusal, refuse, type Report } from "../../diagnostics.js";
import { quote } from "../tree/quote.js";
import { limits } from "../documents/limits.js";
import type { NodePlace, Node, ScalarNode } from "../tree/node.js";

/** What both parsers say in the same words. */

/** A text as a tree. */
export interface ParsedTree {
  readonly root: Node;
  /** How many keys and values the text holds. */
  readonly values: number;
}

export interface SyntaxFault {
  readonly offset: number;
  readonly message: string;
}

/** Ends the parsing of a text that has faults: with the first of them in the order of the text, one to an offset. */
export function refuseSyntax(source: string, faults: readonly SyntaxFault[]): void {
  const byOffset = new Map<number, Diagnostic>();
  for (const { offset, message } of [...faults].sort((a, b) => a.offset - b.offset)) {
    if (!byOffset.has(offset)) byOffset.set(offset, diagnostic("syntax", { source, offset }, message));
  }
  const [first, ...rest] = byOffset.values();
  if (first !== undefined) throw new Refusal([first, ...rest.slice(0, limits.faults - 1)]);
}

export function refuseDepth(source: string, offset: number): never {
  refuse("too-deep", { source, offset }, `Maps and lists are nested more than ${limits.depth} levels deep.`);
}

/** Counts the keys and values of a text while it is parsed, and ends that where there are more than specloom takes. */
export class ValueCount {
  values = 0;

  constructor(readonly source: string) {}

  add(offset: number): void {
    if (++this.values > limits.values) refuseValues({ source: this.source, offset }, "The text has");
  }
}

export function refuseValues(place: Place, subject: string): never {
  refuse("source-too-large", place, `${subject} more than ${limits.values} keys and values.`, {
    help: "Leave out what is not needed, or describe the API in parts.",
  });
}

/** Adds a field to a map that is being read. The first of two fields with one key stands, so that the rest can be looked at. */
export function addField(fields: Map<string, Node>, key: string, value: Node, report: Report): void {
  if (!fields.has(key)) fields.set(key, value);
  else
    report(
      diagnostic("duplicate-key", value.place, `${quote(key)} appears twice in the same map.`, { help: "Remove one of the two." }),
    );
}

/** JSON, which every later stage writes, has no infinity: such a number is reported and read as null. */
export function numberNode(value: number, place: NodePlace, report: Report): ScalarNode {
  if (Number.isFinite(value)) return { kind: "scalar", value, place };
  report(diagnostic("invalid-value", place, "The number is not finite, or too large."));
  return { kind: "scalar", value: null, place };
}

/** An integer as its digits say: a number where that holds all of it. */
export function integerOf(digits: bigint): number | bigint {
  const value = Number(digits);
  return Number.isSafeInteger(value) ? value : digits;
}
