import { wordsOf } from "./words.js";

/** What an operation does to a resource. A name that says one of them for another misleads. */
export type Kind = "create" | "update" | "delete" | "list" | "get";

/** Verbs of one kind only: `set`, `put`, `save` and `post` are left out, because they are used for several. */
const verbsByKind: Readonly<Record<Kind, string>> = {
  create: "create add insert",
  update: "update edit modify change replace patch amend",
  delete: "delete remove destroy erase",
  list: "list",
  get: "get retrieve fetch read show",
};

const kinds: ReadonlyMap<string, Kind> = new Map(
  (Object.entries(verbsByKind) as readonly (readonly [Kind, string])[]).flatMap(([kind, verbs]) =>
    verbs.split(" ").map((verb) => [verb, kind] as const),
  ),
);

/** What a name or a summary says. `read`: it gets one thing or lists several, as `getUsers` may. */
export type SaidKind = Kind | "read";

/** The kind that the first word of a method name says. `getAll` lists; `createOrUpdate` says two kinds, so none. */
export function kindOfName(name: string): SaidKind | undefined {
  const [first = "", ...rest] = wordsOf(name).map((word) => word.toLowerCase());
  const kind = kinds.get(first);
  if (kind === undefined || isAlternative(rest)) return undefined;
  if (kind !== "get") return kind;
  if (/^(?:all|many|list)$/.test(rest[0] ?? "") || rest.at(-1) === "list") return "list";
  return rest.length > 0 || first === "read" ? "read" : "get";
}

/** Words after `get` in a summary, and what they make of it; the first match wins. */
const reads: readonly (readonly [RegExp, SaidKind])[] = [
  [/^(?:all|every|many|multiple)\b/, "list"],
  [
    /^(?:(?:an?|the) )?(?:\w+ ){0,2}(?:array|batch|collection|list|listing|page|range|series|set) (?:of|with)\b|^(?:a|the) list\b/,
    "list",
  ],
  // `Get a user's posts`.
  [/^an? (?:\w+ ){1,4}s /, "read"],
  [/^(?:an?|one|single|the specified)\b/, "get"],
  [/^/, "read"],
];

/** The kind that the first word of a summary says: `Create a pet`, `Creates a pet`. Undefined if it says none, or two. */
export function kindOfSummary(summary: string): SaidKind | undefined {
  const [first = "", ...rest] = wordsOf(summary.split(/[.\n:]/)[0] ?? "").map((word) => word.toLowerCase());
  const kind = kindOfVerb(first);
  if (kind === undefined || isAlternative(rest)) return undefined;
  if (kind !== "get") return kind;
  return reads.find(([pattern]) => pattern.test(rest.join(" ")))?.[1];
}

/** `create` and `creates`. */
function kindOfVerb(word: string): Kind | undefined {
  return kinds.get(word) ?? kinds.get(word.replace(/s$/, "")) ?? kinds.get(word.replace(/es$/, ""));
}

/** `create or update`, `add/replace`, `get and delete`. */
function isAlternative([conjunction = "", next = ""]: readonly string[]): boolean {
  return kindOfVerb(conjunction) !== undefined || (/^(?:or|and)$/.test(conjunction) && next !== "");
}

/** Whether a name says one thing and the summary another. */
export function contradicts(name: SaidKind | undefined, summary: SaidKind | undefined): boolean {
  if (name === undefined || summary === undefined || name === summary) return false;
  const reads: readonly SaidKind[] = ["get", "list", "read"];
  return !(reads.includes(name) && reads.includes(summary) && (name === "read" || summary === "read"));
}
