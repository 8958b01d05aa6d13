import type { Place, Report } from "../../diagnostics.js";
import { diagnostic } from "../../diagnostics.js";
import { compareStrings } from "../../model/reading/order.js";
import { identifier } from "./identifiers.js";

/** A request for a unique name. */
export interface NameRequest<Owner> {
  readonly owner: Owner;
  /** Requests are sorted by this, so that names do not depend on the order of the description. */
  readonly key: string;
  /** Names in order of preference. If all are taken, the first one gets a number. */
  readonly candidates: readonly [string, ...string[]];
  /** The subject of the warning about a changed name. Without it, no warning is reported. */
  readonly subject?: string;
  readonly place?: Place;
}

/** A set of names that are unique without regard to case, because file systems and readers may not see a difference of case. */
export interface NameScope {
  has(name: string): boolean;
  /** Gives each owner a name. All first choices that are free are assigned before any second choice. */
  assign<Owner>(claims: Iterable<NameRequest<Owner>>, report?: Report): ReadonlyMap<Owner, string>;
}

export function createNameScope(taken: Iterable<string> = []): NameScope {
  const names = new Set([...taken].map(foldCase));
  const isFree = (name: string): boolean => !names.has(foldCase(name));
  const take = (name: string): string => {
    names.add(foldCase(name));
    return name;
  };
  const claim = <Owner>(claims: Iterable<NameRequest<Owner>>, report?: Report): ReadonlyMap<Owner, string> => {
    const assigned = new Map<Owner, string>();
    const ordered = [...claims].sort((a, b) => compareStrings(a.key, b.key));
    const conflicting = ordered.filter(({ owner, candidates: [wanted] }) => {
      if (isFree(wanted)) assigned.set(owner, take(wanted));
      return !assigned.has(owner);
    });
    for (const next of conflicting) {
      const name = take(next.candidates.find(isFree) ?? numbered(next.candidates[0], isFree));
      assigned.set(next.owner, name);
      if (next.subject !== undefined) report?.(nameTaken(next.subject, next, name));
    }
    return assigned;
  };
  return { has: (name) => !isFree(name), assign: claim };
}

function foldCase(name: string): string {
  return name.toLowerCase();
}

function numbered(name: string, isFree: (name: string) => boolean): string {
  for (let number = 2; ; number++) {
    const candidate = identifier(`${name}${number}`);
    if (isFree(candidate)) return candidate;
  }
}

function nameTaken(subject: string, { candidates: [wanted], place }: NameRequest<unknown>, name: string) {
  const message = `${subject} is called \`${name}\`, because the name \`${wanted}\` is taken.`;
  return diagnostic("name-taken", place, message, {
    help: "Choose another name with `x-specloom-name` in an overlay to decide yourself.",
  });
}
