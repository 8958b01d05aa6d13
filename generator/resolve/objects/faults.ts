import type { Diagnostic } from "../../diagnostics.js";
import type { Node } from "../../load/tree/node.js";

/** Something that is wrong with a description, and the node that it is wrong with. */
export interface Fault {
  readonly node: Node;
  readonly diagnostic: Diagnostic;
}

/** What is wrong with where something leads. */
export interface FailedLookup {
  readonly faults: readonly Diagnostic[];
}

export function failedLookup(...faults: readonly Diagnostic[]): FailedLookup {
  return { faults };
}
