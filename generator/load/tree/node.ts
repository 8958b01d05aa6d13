import type { Place } from "../../diagnostics.js";

/**
 * A parsed text as an immutable tree in which every node knows where it stands. Maps keep their fields in a `Map`,
 * so that a key such as `__proto__` is a key like any other. Overlays and repairs make new nodes that share what did not
 * change, so a place stays right whatever happened on the way.
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

/** The place of a parsed node: all of {@link Place} is known. */
export type NodePlace = Required<Place>;

/** Plain JSON, as libraries take it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
