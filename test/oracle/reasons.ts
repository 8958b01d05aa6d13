import ts from "typescript";
import type { Difference } from "./compare.js";
import { isList, membersOf, propertiesOf, unionOf } from "./views.js";

/** Why ours may differ from the oracle's, on purpose. First match wins; what no row explains is a fault, of ours or of the table. */

export interface Context {
  readonly checker: ts.TypeChecker;
  /** Names of properties that the description marks, wherever they stand. */
  readonly readOnly: ReadonlySet<string>;
  readonly writeOnly: ReadonlySet<string>;
  /** Properties that tell variants apart. */
  readonly tags: ReadonlySet<string>;
  /** Properties that a part requires without declaring them. */
  readonly demanded: ReadonlySet<string>;
  readonly side: "request" | "response" | "both";
  /** The oracle's type of each of ours that has a name: such pairs are compared once, by themselves. */
  readonly named: ReadonlyMap<ts.Type, ts.Type>;
  /** The pairs that are, or were, compared. */
  readonly met: Map<string, readonly Difference[]>;
}

interface Both {
  readonly path: string;
  readonly ours: ts.Type;
  readonly theirs: ts.Type;
}

/** What differs: the types themselves, or one property, or what stands behind every other key. */
export type Question =
  | (Both & { readonly same: true })
  | (Both & { readonly extra: string; readonly own: ts.Type })
  | (Both & { readonly combined: ts.Type; readonly other: ts.Type })
  | (Both & { readonly missing: string })
  | (Both & { readonly optional: string; readonly own: boolean })
  | (Both & { readonly index: ts.Type | undefined; readonly others: ts.Type | undefined });

export interface Explained {
  readonly reason: string;
  /** What is left to be compared. */
  readonly rest: readonly (readonly [ts.Type, ts.Type])[];
}

type Rest = readonly (readonly [ts.Type, ts.Type])[];

interface Reason {
  readonly name: string;
  readonly because: string;
  /** What is left to be compared where the reason holds. */
  readonly explains: (question: Question, context: Context) => Rest | undefined;
}

export function explain(question: Question, context: Context): Explained | undefined {
  for (const { name, explains } of reasons) {
    const rest = explains(question, context);
    if (rest !== undefined) return { reason: name, rest };
  }
  return undefined;
}

/** A reason about two types that stand in the same place. */
function types(
  explains: (ours: ts.Type, theirs: ts.Type, context: Context, path: string) => Rest | undefined,
): Reason["explains"] {
  return (question, context) =>
    "same" in question ? explains(question.ours, question.theirs, context, question.path) : undefined;
}

const settled: Rest = [];
const holds = (condition: boolean): Rest | undefined => (condition ? settled : undefined);

export const reasons: readonly Reason[] = [
  {
    name: "open enum",
    because: "A service may gain members at any time, so that a value which is not listed is no error.",
    explains: types((ours, theirs, context) => withoutMembers(ours, theirs, isOpenMember, context)),
  },
  {
    name: "open enum of several parts",
    because: "TypeScript makes one text of an open enum and a text that hold at once.",
    explains: (question) =>
      holds("combined" in question && eitherNull(question.combined, isText) && eitherNull(question.other, isTextLiteral)),
  },
  {
    name: "base of variants",
    because: "A base with a discriminator stands for its variants; what they share is what the oracle has.",
    explains: types((ours, theirs, context) => {
      const fields = ours.isUnion() && !theirs.isUnion() ? ours.types.flatMap((member) => fieldsOfUnknown(member, context)) : [];
      return fields.length === 1 ? fields.map((type) => [type, theirs] as const) : undefined;
    }),
  },
  {
    name: "unknown variant",
    because: "A service may gain variants at any time.",
    explains: types((ours, theirs, context) => withoutMembers(ours, theirs, isUnknownVariant, context)),
  },
  {
    name: "bytes",
    because: "Bytes travel as a Blob; the oracle knows only text.",
    explains: types((ours, theirs) => holds(ours.getSymbol()?.name === "Blob" && isText(theirs))),
  },
  {
    name: "bytes to send",
    because: "Views and streams of bytes can be sent as well as a Blob.",
    explains: types((ours, theirs, context) =>
      withoutMembers(
        ours,
        theirs,
        (member) => /^(ArrayBufferView|ReadableStream)$/.test(member.getSymbol()?.name ?? ""),
        context,
      ),
    ),
  },
  {
    name: "read-only",
    because: "What only the service sets is not sent.",
    explains: (question, { readOnly, side }) =>
      holds("missing" in question && side === "request" && readOnly.has(question.missing)),
  },
  {
    name: "write-only",
    because: "What the service keeps is not received.",
    explains: (question, { writeOnly, side }) =>
      holds("missing" in question && side === "response" && writeOnly.has(question.missing)),
  },
  {
    name: "required but not declared",
    because: "A property that is required must be there, whatever it holds.",
    explains: (question) => holds("extra" in question && isUnknown(question.own)),
  },
  {
    name: "nothing on this side",
    because: "An object of which nothing stands on this side of the wire has no named property there.",
    explains: (question, context) =>
      holds(
        "index" in question &&
          context.side !== "both" &&
          question.others === undefined &&
          isAnyOrNone(question.index) &&
          propertiesOf(question.ours, context).size === 0,
      ),
  },
  {
    name: "alternatives of the other side",
    because: "Alternatives that differ only in what is read-only, or write-only, are the same on the other side.",
    explains: types((ours, theirs, { side }) =>
      side !== "both" && theirs.isUnion() && !ours.isUnion() ? theirs.types.map((type) => [ours, type] as const) : undefined,
    ),
  },
  {
    name: "nothing may be there",
    because: "An object that is closed and names no property has none; the oracle allows any.",
    explains: types((ours, theirs, { checker }) =>
      holds(isUnknown(theirs) && isNever(checker.getIndexTypeOfType(ours, ts.IndexKind.String) ?? ours)),
    ),
  },
  {
    name: "a part that says nothing",
    because: "An object of which nothing is known adds nothing to one of which something is.",
    explains: (question) => holds("index" in question && question.index === undefined && isUnknown(question.others)),
  },
  {
    name: "null beside alternatives",
    because: "`type: null` beside alternatives is meant as one more; to the letter no value could be valid.",
    explains: types((ours, theirs) => holds(isNever(theirs) && membersOf(ours).some(isNull))),
  },
  {
    name: "tag",
    because: "The property that tells variants apart holds the value that names the variant.",
    explains: types((ours, theirs, context, path) => holds(isTag(path, context) && isTextLiteral(ours) && isText(theirs))),
  },
  {
    name: "tag of one variant",
    because: "A variant holds the value that names it, and none of the others that the base lists.",
    explains: types((ours, theirs, context, path) =>
      holds(isTag(path, context) && isTextLiteral(ours) && includes(theirs, ours)),
    ),
  },
  {
    name: "tag of a base",
    because: "The fields that variants share leave open which variant it is.",
    explains: types((ours, theirs, context, path) => holds(isTag(path, context) && isText(ours) && isTextLiteral(theirs))),
  },
  {
    name: "required by another part",
    because: "A part of an `allOf` may require what another declares.",
    explains: (question, { demanded }) => holds("optional" in question && !question.own && demanded.has(question.optional)),
  },
  {
    name: "required of alternatives",
    because:
      "What is required beside alternatives is there, although an alternative leaves it open; TypeScript keeps that it may be undefined.",
    explains: types((ours, theirs, context, path) =>
      isDemanded(path, context) ? withoutMembers(ours, theirs, isUndefined, context) : undefined,
    ),
  },
  {
    name: "list without a type",
    because: "Who describes items means a list; the oracle takes a schema without a type for anything.",
    explains: types((ours, theirs, context) => holds(isList(ours, context) && isUnknown(theirs))),
  },
  {
    name: "further properties",
    because: "Further properties stand beside the named ones, so that what is behind any key is one or the other.",
    explains: (question, context) =>
      "index" in question &&
      question.index !== undefined &&
      question.others !== undefined &&
      propertiesOf(question.ours, context).size > 0
        ? furtherOnly(question.index, question.others, question.ours, context)
        : undefined,
  },
];

/** Compares what is left of ours without some alternatives; undefined where it has none of these. */
function withoutMembers(
  ours: ts.Type,
  theirs: ts.Type,
  isOne: (type: ts.Type, context: Context) => boolean,
  context: Context,
): Rest | undefined {
  const members = membersOf(ours);
  const left = members.filter((member) => !isOne(member, context));
  if (left.length === members.length || membersOf(theirs).some((member) => isOne(member, context))) return undefined;
  return [[unionOf(left, context), theirs]];
}

function includes(whole: ts.Type, part: ts.Type): boolean {
  const members = membersOf(whole);
  return membersOf(part).every((member) => members.includes(member));
}

/** `string & {}`. */
function isOpenMember(type: ts.Type, { checker }: Context): boolean {
  return (
    type.isIntersection() &&
    type.types.length === 2 &&
    type.types.some(isTextOrNumber) &&
    checker.getPropertiesOfType(type.types[1] ?? type).length === 0
  );
}

function isUnknownVariant(type: ts.Type, context: Context): boolean {
  return (
    type.isIntersection() &&
    [...propertiesOf(type, context).values()].some(({ type: held }) => (held.flags & ts.TypeFlags.EnumLike) !== 0)
  );
}

/** What stands beside the mark of an unknown variant. */
function fieldsOfUnknown(type: ts.Type, context: Context): readonly ts.Type[] {
  const [fields] = type.isIntersection() && isUnknownVariant(type, context) ? type.types : [];
  return fields === undefined || context.checker.getPropertiesOfType(fields).length === 0 ? [] : [fields];
}

function isTextOrNumber({ flags }: ts.Type): boolean {
  return (flags & (ts.TypeFlags.String | ts.TypeFlags.Number)) !== 0;
}

function isAnyOrNone(type: ts.Type | undefined): boolean {
  return type !== undefined && (type.flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Never)) !== 0;
}

function isTag(path: string, { tags }: Context): boolean {
  return tags.has(path.split(".").at(-1) ?? "");
}

function isNever({ flags }: ts.Type): boolean {
  return (flags & ts.TypeFlags.Never) !== 0;
}

function isNull({ flags }: ts.Type): boolean {
  return (flags & ts.TypeFlags.Null) !== 0;
}

function isUndefined({ flags }: ts.Type): boolean {
  return (flags & ts.TypeFlags.Undefined) !== 0;
}

function isDemanded(path: string, { demanded }: Context): boolean {
  return demanded.has(path.split(".").at(-1) ?? "");
}

function isUnknown(type: ts.Type | undefined): boolean {
  return type !== undefined && (type.flags & ts.TypeFlags.Unknown) !== 0;
}

function isText({ flags }: ts.Type): boolean {
  return (flags & ts.TypeFlags.String) !== 0;
}

/** A type that is one thing, or null. */
function eitherNull(type: ts.Type, isOne: (type: ts.Type) => boolean): boolean {
  const members = membersOf(type).filter(({ flags }) => (flags & ts.TypeFlags.Null) === 0);
  return members.length > 0 && members.every((member) => isOne(member));
}

function isTextLiteral(type: ts.Type): boolean {
  return type.isUnion() ? type.types.every((member) => member.isStringLiteral()) : type.isStringLiteral();
}

/** What an index signature says besides what the named properties make it say. */
function furtherOnly(index: ts.Type, others: ts.Type, ours: ts.Type, context: Context): Rest {
  const named = [...propertiesOf(ours, context).values()].flatMap(({ type }) => membersOf(type));
  const allowed = new Set<ts.Type>(named);
  const left = membersOf(index).filter((member) => !allowed.has(member) && (member.flags & ts.TypeFlags.Undefined) === 0);
  return left.length === 0 ? settled : [[unionOf(left, context), others]];
}
