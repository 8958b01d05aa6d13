import type { MapNode } from "./node.js";

/** A text that came in, under the name that the user gave it. */
export interface Text {
  readonly name: string;
  readonly text: string;
}

/** A text that was parsed: its root is a map, as every OpenAPI and Overlay document's is. */
export interface Source extends Text {
  readonly root: MapNode;
}
