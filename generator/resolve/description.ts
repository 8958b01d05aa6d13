import type { Diagnostic } from "../diagnostics.js";
import type { MapNode, Node } from "../load/tree/node.js";

/**
 * A description that can be trusted: one tree in the vocabulary of OpenAPI 3.1 (or 3.2), overlays laid over it, repairs made,
 * every `$ref` known to lead somewhere. References stay references.
 */
export interface Description {
  readonly root: MapNode;
  /**
   * Follows a reference object until something that is none; anything else is returned as it is.
   * `pointer` is the JSON Pointer of what was found, from the root of the description: the identity of a schema.
   */
  follow(node: Node): ResolvedNode;
  /** One step of {@link follow} only: the pointer that a `$ref` names. Undefined where the node is no reference. */
  targetPointer(node: Node): string | undefined;
  /** The node at a JSON Pointer of the description. */
  nodeAt(pointer: string): Node | undefined;
  /** What was taken out or is known by name alone. Empty unless only a part of the description was asked for. */
  readonly removed: FaultsByPointer;
}

/** The faults of operations, paths and components, and of what they need, by JSON Pointer. */
export type FaultsByPointer = ReadonlyMap<string, readonly Diagnostic[]>;

export interface ResolvedNode {
  readonly node: Node;
  readonly pointer: string;
}
