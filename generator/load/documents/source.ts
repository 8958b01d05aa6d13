import type { Place } from "../../diagnostics.js";
import type { MapNode } from "../tree/node.js";

/** The text of a description or overlay. */
export interface SourceText {
  /** The path or URL, as the user wrote it, or `-` for standard input. */
  readonly name: string;
  readonly text: string;
  /** Other names of the description: an overlay that extends one of them is for this text. References are relative to `name` alone. */
  readonly alsoKnownAs?: readonly string[];
}

/** A parsed text; the root of every OpenAPI and Overlay document is a map. */
export interface ParsedSource extends SourceText {
  readonly root: MapNode;
  /** The number of keys and values in the text. */
  readonly valueCount: number;
}

/** A document to be read, and the reference to it. */
export interface DocumentRequest {
  readonly location: string;
  readonly reference: string;
  readonly place: Place;
}

/** Reads a document that a description refers to. Throws a Refusal if it cannot, or must not, be read. */
export type ReadReferencedDocument = (request: DocumentRequest) => Promise<SourceText>;
