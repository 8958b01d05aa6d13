import type { Diagnostic } from "../diagnostics.js";
import type { MapNode, Node } from "../load/tree/node.js";

/**
 * A resolved description: one tree in the vocabulary of OpenAPI 3.1 or 3.2, with overlays and repairs applied and every `$ref` checked.
 * References stay in place; {@link Description.follow} follows them.
 */
export interface Description {
  readonly root: MapNode;
  /** Follows a chain of references to the first node without `$ref`; another node is returned unchanged. */
  follow(node: Node): Node;
  /** The JSON Pointer in the `$ref` of a node, without following it further; undefined if the node has no `$ref`. */
  targetPointer(node: Node): string | undefined;
  /** The node at a JSON Pointer of the description. */
  nodeAt(pointer: string): Node | undefined;
  /** Invalid parts that were removed. Empty, unless operations are selected: otherwise an invalid description is refused. */
  readonly removed: FaultsByPointer;
  /**
   * The warnings and notes of what is not read in the operations with these JSON Pointers and in all that they refer to. Only where operations
   * will be selected; otherwise they are reported at once.
   */
  readonly unreadIn?: (operations: ReadonlySet<string>) => readonly Diagnostic[];
}

/** The faults of operations, path items and components, including faults of what they refer to, by JSON Pointer. */
export type FaultsByPointer = ReadonlyMap<string, readonly Diagnostic[]>;
