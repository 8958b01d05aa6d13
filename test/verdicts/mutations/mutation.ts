import type { Document } from "./document.js";

/** Picks one of some values; undefined of none. */
export type Pick = <T>(values: readonly T[]) => T | undefined;

export interface Mutation {
  readonly name: string;
  /** Changes the document; false if it has no place for this change. */
  readonly apply: (document: Document, pick: Pick) => boolean;
}

/** A mutation of one place of those that are found. `change` returns false if the place is none after all. */
export function at<T>(
  name: string,
  find: (document: Document) => readonly T[],
  change: (place: T, pick: Pick, document: Document) => unknown,
): Mutation {
  return {
    name,
    apply: (document, pick) => {
      const place = pick(find(document));
      return place !== undefined && change(place, pick, document) !== false;
    },
  };
}

/** A mutation of the document itself. */
export function anywhere(name: string, change: (document: Document, pick: Pick) => unknown): Mutation {
  return { name, apply: (document, pick) => change(document, pick) !== false };
}
