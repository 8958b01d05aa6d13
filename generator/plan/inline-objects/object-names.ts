import type { Property } from "../../model/types/schema.js";
import { identifier, pascalCase, typeName } from "../names/identifiers.js";
import { singularName } from "../names/singular-nouns.js";

/** The name of an inline object, as it follows from where the object stands. */
export interface ObjectNames {
  /** In order of preference; the next one is used if a different schema has the name. */
  readonly candidates: readonly [string, ...string[]];
  /** Of different schemas that want the same name, and of the names of equal schemas, the smallest rank wins. */
  readonly rank: Rank;
  /** Breaks ties of rank: derived from the operation. */
  readonly order: string;
  /** The name that equal objects in several places are declared by, `Meta`; the names of the places are aliases of it. */
  readonly shared?: string;
  /** Named even if it is small. */
  readonly always: boolean;
  /** The names of the objects in its properties. */
  readonly members: (property: Property) => Position;
}

/** The names for a value: of the object itself, or of the items if it is an array or a map. */
export interface Position {
  readonly value: ObjectNames;
  readonly item: ObjectNames;
}

export const ranks = { pinned: 0, entity: 1, nested: 2, besideEntity: 3, response: 4, error: 5, body: 6 } as const;
export type Rank = (typeof ranks)[keyof typeof ranks];

/** Where names start: the beginnings in order of preference, and the beginning of shared names. */
export interface NameStart {
  readonly prefixes: readonly [string, ...string[]];
  readonly rank: Rank;
  readonly order: string;
  readonly sharedPrefix?: string;
}

/** The names of the objects in properties: `Server` and the property `public_net` give `ServerPublicNet`. */
export function nestedIn(start: NameStart): (property: Property) => Position {
  return ({ name }) => {
    const noun = pascalCase(name, "Property");
    return { value: nestedNames(start, noun), item: nestedNames(start, singularName(noun)) };
  };
}

/** The names for a part of something that has names itself. */
export function nestedNames({ prefixes, rank, order, sharedPrefix }: NameStart, noun: string): ObjectNames {
  const inner: NameStart = {
    prefixes: mapCandidates(prefixes, (prefix) => identifier(prefix + noun)),
    rank,
    order,
    ...(sharedPrefix !== undefined && { sharedPrefix: identifier(sharedPrefix + noun) }),
  };
  return {
    candidates: mapCandidates(inner.prefixes, typeName),
    rank,
    order,
    ...(inner.sharedPrefix !== undefined && { shared: typeName(inner.sharedPrefix) }),
    always: false,
    members: nestedIn(inner),
  };
}

export function mapCandidates(
  [first, ...others]: readonly [string, ...string[]],
  change: (name: string) => string,
): readonly [string, ...string[]] {
  return [change(first), ...others.map(change)];
}

/** The same names for a value and for its items. */
export function everywhere(names: ObjectNames): Position {
  return { value: names, item: names };
}
