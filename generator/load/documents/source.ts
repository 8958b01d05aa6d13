import type { Place } from "../../diagnostics.js";
import type { MapNode } from "../tree/node.js";

/** A text that came in, under the name that the user gave it. */
export interface Text {
  readonly name: string;
  readonly text: string;
}

/** A text that was parsed: its root is a map, as every OpenAPI and Overlay document's is. */
export interface Source extends Text {
  readonly root: MapNode;
  /** How many keys and values it holds. */
  readonly values: number;
}

/** What a description asks to be read: where it is, and the reference that says so. */
export interface Request {
  readonly location: string;
  readonly reference: string;
  readonly place: Place;
}

/** Reads a text that a description refers to. Throws a Refusal where it cannot, or must not, be read. */
export type ReadReferenced = (request: Request) => Promise<Text>;
