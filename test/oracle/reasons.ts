import ts from "typescript";
import type { Difference } from "./compare.js";
import { isArrayLike, membersOf, propertiesOf, unionOf } from "./type-views.js";

/*
 * Why our types may differ from those of the oracle on purpose. The
 * first matching reason counts; a difference without a reason is a fault of our types or of this
 * table.
 */

export interface Context {
  readonly checker: ts.TypeChecker;
  /** The names of properties that are `readOnly` or `writeOnly` in any schema. */
  readonly readOnly: ReadonlySet<string>;
  readonly writeOnly: ReadonlySet<string>;
  /** The names of discriminating properties. */
  readonly discriminators: ReadonlySet<string>;
  /** The names of properties that a schema requires but does not declare. */
  readonly requiredButUndeclared: ReadonlySet<string>;
  readonly direction: "request" | "response" | "both";
  /** The oracle's type for each named type of ours. Such pairs are compared once, on their own. */
  readonly namedPairs: ReadonlyMap<ts.Type, ts.Type>;
  /** The differences of the pairs that were compared, or are being compared. */
  readonly compared: Map<string, readonly Difference[]>;
}

interface TypePair {
  readonly path: string;
  readonly ours: ts.Type;
  readonly theirs: ts.Type;
}

/** A mismatch: between the types themselves, in one property, or in the index signature. */
export type Mismatch =
  | (TypePair & { readonly same: true })
  | (TypePair & { readonly extra: string; readonly own: ts.Type })
  | (TypePair & { readonly combined: ts.Type; readonly other: ts.Type })
  | (TypePair & { readonly missing: string })
  | (TypePair & { readonly optional: string; readonly own: boolean })
  | (TypePair & { readonly index: ts.Type | undefined; readonly others: ts.Type | undefined });

export interface Explained {
  readonly reason: string;
  /** The pairs of types that remain to be compared. */
  readonly rest: readonly (readonly [ts.Type, ts.Type])[];
}

type Rest = readonly (readonly [ts.Type, ts.Type])[];

interface Reason {
  readonly name: string;
  readonly because: string;
  /** The pairs that remain to be compared; undefined if the reason does not apply. */
  readonly explains: (mismatch: Mismatch, context: Context) => Rest | undefined;
}

export function explain(mismatch: Mismatch, context: Context): Explained | undefined {
  for (const { name, explains } of reasons) {
    const rest = explains(mismatch, context);
    if (rest !== undefined) return { reason: name, rest };
  }
  return undefined;
}

/** A reason for a mismatch between two types at the same path. */
function betweenTypes(
  explains: (ours: ts.Type, theirs: ts.Type, context: Context, path: string) => Rest | undefined,
): Reason["explains"] {
  return (mismatch, context) =>
    "same" in mismatch ? explains(mismatch.ours, mismatch.theirs, context, mismatch.path) : undefined;
}

const nothingLeft: Rest = [];
const explainedIf = (condition: boolean): Rest | undefined => (condition ? nothingLeft : undefined);

export const reasons: readonly Reason[] = [
  {
    name: "open enum",
    because: "Members may be added to an enum at any time, so other values are allowed.",
    explains: betweenTypes((ours, theirs, context) => withoutMembers(ours, theirs, isOpenMember, context)),
  },
  {
    name: "open enum in an intersection",
    because: "TypeScript reduces the intersection of an open enum and `string` to `string`.",
    explains: (mismatch) =>
      explainedIf(
        "combined" in mismatch && everyNonNull(mismatch.combined, isString) && everyNonNull(mismatch.other, isStringLiteral),
      ),
  },
  {
    name: "base of variants",
    because: "A base schema with a discriminator is the union of its variants; the oracle has only the properties of the base.",
    explains: betweenTypes((ours, theirs, context) => {
      const fields =
        ours.isUnion() && !theirs.isUnion() ? ours.types.flatMap((member) => baseOfUnknownVariant(member, context)) : [];
      return fields.length === 1 ? fields.map((type) => [type, theirs] as const) : undefined;
    }),
  },
  {
    name: "unknown variant",
    because: "Variants may be added to a union at any time.",
    explains: betweenTypes((ours, theirs, context) => withoutMembers(ours, theirs, isUnknownVariant, context)),
  },
  {
    name: "binary",
    because: "A binary value is a Blob; for the oracle it is a string.",
    explains: betweenTypes((ours, theirs) => explainedIf(ours.getSymbol()?.name === "Blob" && isString(theirs))),
  },
  {
    name: "binary input",
    because: "Typed arrays and streams can be sent as well as a Blob.",
    explains: betweenTypes((ours, theirs, context) =>
      withoutMembers(
        ours,
        theirs,
        (member) => /^(ArrayBuffer|ArrayBufferView|ReadableStream)$/.test(member.getSymbol()?.name ?? ""),
        context,
      ),
    ),
  },
  {
    name: "read-only",
    because: "Requests have no read-only properties.",
    explains: (mismatch, { readOnly, direction }) =>
      explainedIf("missing" in mismatch && direction === "request" && readOnly.has(mismatch.missing)),
  },
  {
    name: "write-only",
    because: "Responses have no write-only properties.",
    explains: (mismatch, { writeOnly, direction }) =>
      explainedIf("missing" in mismatch && direction === "response" && writeOnly.has(mismatch.missing)),
  },
  {
    name: "required but not declared",
    because: "A required property is present even if its schema is not declared.",
    explains: (mismatch) => explainedIf("extra" in mismatch && isUnknown(mismatch.own)),
  },
  {
    name: "no visible properties",
    because: "An object whose properties are all read-only has none in requests, and the same for write-only ones in responses.",
    explains: (mismatch, context) =>
      explainedIf(
        "index" in mismatch &&
          context.direction !== "both" &&
          mismatch.others === undefined &&
          isUnknownOrNever(mismatch.index) &&
          propertiesOf(mismatch.ours, context).size === 0,
      ),
  },
  {
    name: "same alternatives",
    because:
      "Alternatives that differ only in read-only properties are the same type in requests, and the same for write-only ones in responses.",
    explains: betweenTypes((ours, theirs, { direction }) =>
      direction !== "both" && theirs.isUnion() && !ours.isUnion() ? theirs.types.map((type) => [ours, type] as const) : undefined,
    ),
  },
  {
    name: "closed empty object",
    because: "An object without properties and with `additionalProperties: false` is empty; the oracle allows any property.",
    explains: betweenTypes((ours, theirs, { checker }) =>
      explainedIf(isUnknown(theirs) && isNever(checker.getIndexTypeOfType(ours, ts.IndexKind.String) ?? ours)),
    ),
  },
  {
    name: "unconstrained part",
    because: "An unconstrained object adds nothing to an intersection.",
    explains: (mismatch) => explainedIf("index" in mismatch && mismatch.index === undefined && isUnknown(mismatch.others)),
  },
  {
    name: "null beside alternatives",
    because: "`type: null` beside alternatives is taken as one more alternative; strictly, no value would be valid.",
    explains: betweenTypes((ours, theirs) => explainedIf(isNever(theirs) && membersOf(ours).some(isNull))),
  },
  {
    name: "discriminator value",
    because: "The discriminating property of a variant has the value of the variant.",
    explains: betweenTypes((ours, theirs, context, path) =>
      explainedIf(isDiscriminator(path, context) && isStringLiteral(ours) && isString(theirs)),
    ),
  },
  {
    name: "discriminator value of a variant",
    because: "A variant has its own discriminator value, and none of the others that the base lists.",
    explains: betweenTypes((ours, theirs, context, path) =>
      explainedIf(isDiscriminator(path, context) && isStringLiteral(ours) && includesAll(theirs, ours)),
    ),
  },
  {
    name: "discriminator of a base",
    because: "In the shared properties, the discriminator can have any value.",
    explains: betweenTypes((ours, theirs, context, path) =>
      explainedIf(isDiscriminator(path, context) && isString(ours) && isStringLiteral(theirs)),
    ),
  },
  {
    name: "required by another part",
    because: "A part of an `allOf` may require a property that another part declares.",
    explains: (mismatch, { requiredButUndeclared: demanded }) =>
      explainedIf("optional" in mismatch && !mismatch.own && demanded.has(mismatch.optional)),
  },
  {
    name: "required beside alternatives",
    because:
      "A property that is required beside alternatives is present, although it is optional in one; in TypeScript it may still be undefined.",
    explains: betweenTypes((ours, theirs, context, path) =>
      isRequiredButUndeclared(path, context) ? withoutMembers(ours, theirs, isUndefined, context) : undefined,
    ),
  },
  {
    name: "array without a type",
    because: "A schema with `items` but without a type is an array; for the oracle it is unknown.",
    explains: betweenTypes((ours, theirs, context) => explainedIf(isArrayLike(ours, context) && isUnknown(theirs))),
  },
  {
    name: "additional properties",
    because: "The index signature allows the types of the named properties besides those of additional ones.",
    explains: (mismatch, context) =>
      "index" in mismatch &&
      mismatch.index !== undefined &&
      mismatch.others !== undefined &&
      propertiesOf(mismatch.ours, context).size > 0
        ? withoutNamedProperties(mismatch.index, mismatch.others, mismatch.ours, context)
        : undefined,
  },
];

/** Compares our type without some of its members; undefined if it has none of these. */
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

function includesAll(type: ts.Type, others: ts.Type): boolean {
  const members = membersOf(type);
  return membersOf(others).every((member) => members.includes(member));
}

/** `string & {}`. */
function isOpenMember(type: ts.Type, { checker }: Context): boolean {
  return (
    type.isIntersection() &&
    type.types.length === 2 &&
    type.types.some(isStringOrNumber) &&
    checker.getPropertiesOfType(type.types[1] ?? type).length === 0
  );
}

function isUnknownVariant(type: ts.Type, context: Context): boolean {
  return (
    type.isIntersection() &&
    [...propertiesOf(type, context).values()].some(({ type: property }) => (property.flags & ts.TypeFlags.EnumLike) !== 0)
  );
}

/** The base in the intersection with `UnknownVariant`. */
function baseOfUnknownVariant(type: ts.Type, context: Context): readonly ts.Type[] {
  const [fields] = type.isIntersection() && isUnknownVariant(type, context) ? type.types : [];
  return fields === undefined || context.checker.getPropertiesOfType(fields).length === 0 ? [] : [fields];
}

function isStringOrNumber({ flags }: ts.Type): boolean {
  return (flags & (ts.TypeFlags.String | ts.TypeFlags.Number)) !== 0;
}

function isUnknownOrNever(type: ts.Type | undefined): boolean {
  return type !== undefined && (type.flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Never)) !== 0;
}

function isDiscriminator(path: string, { discriminators: tags }: Context): boolean {
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

function isRequiredButUndeclared(path: string, { requiredButUndeclared: demanded }: Context): boolean {
  return demanded.has(path.split(".").at(-1) ?? "");
}

function isUnknown(type: ts.Type | undefined): boolean {
  return type !== undefined && (type.flags & ts.TypeFlags.Unknown) !== 0;
}

function isString({ flags }: ts.Type): boolean {
  return (flags & ts.TypeFlags.String) !== 0;
}

/** Whether all members except null satisfy a condition. */
function everyNonNull(type: ts.Type, isOne: (type: ts.Type) => boolean): boolean {
  const members = membersOf(type).filter(({ flags }) => (flags & ts.TypeFlags.Null) === 0);
  return members.length > 0 && members.every((member) => isOne(member));
}

function isStringLiteral(type: ts.Type): boolean {
  return type.isUnion() ? type.types.every((member) => member.isStringLiteral()) : type.isStringLiteral();
}

/** The members of an index signature without the types of the named properties. */
function withoutNamedProperties(index: ts.Type, others: ts.Type, ours: ts.Type, context: Context): Rest {
  const named = [...propertiesOf(ours, context).values()].flatMap(({ type }) => membersOf(type));
  const allowed = new Set<ts.Type>(named);
  const left = membersOf(index).filter((member) => !allowed.has(member) && (member.flags & ts.TypeFlags.Undefined) === 0);
  return left.length === 0 ? nothingLeft : [[unionOf(left, context), others]];
}
