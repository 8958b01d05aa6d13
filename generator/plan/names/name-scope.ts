import type { Place, Report } from "../../diagnostics.js";
import { diagnostic } from "../../diagnostics.js";
import { compareStrings } from "../../model/reading/order.js";
import { identifier } from "./identifiers.js";

/** Somebody who wants a name. */
export interface NameRequest<Owner> {
  readonly owner: Owner;
  /** Decides who goes first: what stands for the owner in the description, never the order of a text. */
  readonly key: string;
  /** The name wanted, then others in order of preference; after the last, numbers are tried. */
  readonly candidates: readonly [string, ...string[]];
  /** What is renamed, as the subject of a message, and where it stands. Nothing is reported where nobody would care. */
  readonly subject?: string;
  readonly place?: Place;
}

/** Names that are unique, also without regard to case: some file systems and some readers do not see the difference. */
export interface NameScope {
  has(name: string): boolean;
  /** Gives each owner a name. Whoever can have its first choice has it before anyone is given a second one. */
  assign<Owner>(claims: Iterable<NameRequest<Owner>>, report?: Report): ReadonlyMap<Owner, string>;
}

export function createNameScope(taken: Iterable<string> = []): NameScope {
  const names = new Set([...taken].map(fold));
  const isFree = (name: string): boolean => !names.has(fold(name));
  const take = (name: string): string => {
    names.add(fold(name));
    return name;
  };
  const claim = <Owner>(claims: Iterable<NameRequest<Owner>>, report?: Report): ReadonlyMap<Owner, string> => {
    const given = new Map<Owner, string>();
    const ordered = [...claims].sort((a, b) => compareStrings(a.key, b.key));
    const late = ordered.filter(({ owner, candidates: [wanted] }) => {
      if (isFree(wanted)) given.set(owner, take(wanted));
      return !given.has(owner);
    });
    for (const next of late) {
      const name = take(next.candidates.find(isFree) ?? numbered(next.candidates[0], isFree));
      given.set(next.owner, name);
      if (next.subject !== undefined) report?.(renamed(next.subject, next, name));
    }
    return given;
  };
  return { has: (name) => !isFree(name), assign: claim };
}

function fold(name: string): string {
  return name.toLowerCase();
}

function numbered(name: string, isFree: (name: string) => boolean): string {
  for (let number = 2; ; number++) {
    const candidate = identifier(`${name}${number}`);
    if (isFree(candidate)) return candidate;
  }
}

function renamed(what: string, { candidates: [wanted], place }: NameRequest<unknown>, name: string) {
  const message = `${what} is called \`${name}\`, because the name \`${wanted}\` is taken.`;
  return diagnostic("name-taken", place, message, {
    help: "Choose another name with `x-specloom-name` in an overlay to decide yourself.",
  });
}
