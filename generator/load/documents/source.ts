import type { Place } from "../../diagnostics.js";
import type { MapNode } from "../tree/node.js";

/** A text that came in, under the name that the user gave it. */
export interface SourceText {
  readonly name: string;
  readonly text: string;
}

/** A text that was parsed: its root is a map, as every OpenAPI and Overlay document's is. */
export interface ParsedSource extends SourceText {
  readonly root: MapNode;
  /** How many keys and values it holds. */
  readonly valueCount: number;
}

/** What a description asks to be read: where it is, and the reference that says so. */
export interface DocumentRequest {
  readonly location: string;
  readonly reference: string;
  readonly place: Place;
}

/** Reads a text that a description refers to. Throws a Refusal where it cannot, or must not, be read. */
export type ReadReferencedDocument = (request: DocumentRequest) => Promise<SourceText>;
