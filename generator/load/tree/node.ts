import type { Place } from "../../diagnostics.js";

/**
 * A node of a parsed text: an immutable tree in which every node has its place in the text. Fields are in a `Map`, so that `__proto__` is an
 * ordinary key. Overlays and repairs create new nodes and share unchanged ones, so places stay correct.
 */
export type Node = ScalarNode | ListNode | MapNode;

export interface ScalarNode {
  readonly kind: "scalar";
  readonly value: string | number | boolean | bigint | null;
  readonly place: NodePlace;
}

export interface ListNode {
  readonly kind: "list";
  readonly items: readonly Node[];
  readonly place: NodePlace;
}

export interface MapNode {
  readonly kind: "map";
  readonly fields: ReadonlyMap<string, Node>;
  readonly place: NodePlace;
}

/** The place of a node: source, pointer and offset. */
export type NodePlace = Required<Place>;

/** Plain JSON values. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
