import { canonicalType } from "./canonical-type.js";
import { compareOverloads } from "./compare-signatures.js";
import { type Difference, difference, directed, type Uses } from "./difference.js";
import type { MemberView, ObjectView } from "./object-view.js";
import type { CompareTypes } from "./type-pair.js";

/** Compares what two objects have. */
export function compareObjects(
  old: ObjectView,
  now: ObjectView,
  uses: Uses,
  subject: string,
  compareTypes: CompareTypes,
): readonly Difference[] {
  return [
    ...[...old.bases].filter((base) => !now.bases.has(base)).map((name) => difference("api-base-removed", subject, { name })),
    ...[...now.bases].filter((base) => !old.bases.has(base)).map((name) => difference("api-base-added", subject, { name })),
    ...compareMembers(old.members, now.members, uses, subject, compareTypes),
  ];
}

type Members = ReadonlyMap<string, MemberView>;

export function compareMembers(
  old: Members,
  now: Members,
  uses: Uses,
  subject: string,
  compareTypes: CompareTypes,
): readonly Difference[] {
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [before, after] = [old.get(key), now.get(key)];
    const place = memberSubject(subject, key);
    if (after === undefined) return key === "#private" ? [] : [difference("api-member-removed", place)];
    if (before === undefined) return [addedMember(after, uses, key === "#private" ? subject : place)];
    return compareMember(before, after, uses, place, compareTypes);
  });
}

const demanded = { breaks: "sent", breaking: "api-member-demanded", compatible: "api-member-added" } as const;
const promised = { breaks: "sent", breaking: "api-member-demanded", compatible: "api-member-promised" } as const;
const unsure = { breaks: "received", breaking: "api-member-may-be-absent", compatible: "api-member-may-be-left-out" } as const;
const fixed = { breaks: "received", breaking: "api-member-readonly", compatible: "api-member-readonly" } as const;

function addedMember(member: MemberView, uses: Uses, place: string): Difference {
  if (member.name === "#private") return difference("api-class-nominal", place);
  const isNeeded = !member.isOptional && !member.name.startsWith("[") && !acceptsAbsence(member);
  return isNeeded ? directed(demanded, uses, place) : difference("api-member-added", place);
}

/** `name: string | undefined` must still be written. */
function acceptsAbsence({ signatures, type }: MemberView): boolean {
  return signatures.length === 0 && type !== undefined && canonicalType(type) === "never";
}

function memberSubject(subject: string, key: string): string {
  if (key === "()") return subject;
  if (key === "new") return `new ${subject}`;
  return /^(?:static )?[\w$]+$/.test(key)
    ? `${subject}.${key.replace("static ", "")}`
    : `${subject}[${key.startsWith("[") ? key.slice(1, -1) : JSON.stringify(key)}]`;
}

function compareMember(
  old: MemberView,
  now: MemberView,
  uses: Uses,
  place: string,
  compareTypes: CompareTypes,
): readonly Difference[] {
  const isMethod = old.signatures.length > 0 && now.signatures.length > 0;
  return [
    ...compareAbsence(old, now, uses, place),
    ...(old.modifiers === now.modifiers ? [] : [modifierDifference(old, now, place)]),
    ...(old.isReadonly || !now.isReadonly || isMethod ? [] : [fixedMember(uses, place)]),
    ...(!old.isReadonly || now.isReadonly || isMethod ? [] : [difference("api-member-writable", place)]),
    ...(old.isDeprecated === now.isDeprecated
      ? []
      : [difference(now.isDeprecated ? "api-deprecated" : "api-no-longer-deprecated", place)]),
    ...(isMethod
      ? compareOverloads(old.signatures, now.signatures, uses, place, compareTypes)
      : comparePropertyTypes(old, now, uses, place, compareTypes)),
  ];
}

/** What callers only hand in, nobody assigns through the package. */
function fixedMember(uses: Uses, place: string): Difference {
  return uses.isReceived ? directed(fixed, uses, place) : { ...difference("api-member-readonly", place), verdict: "compatible" };
}

function compareAbsence(old: MemberView, now: MemberView, uses: Uses, place: string): readonly Difference[] {
  if (old.isOptional === now.isOptional) return [];
  if (!now.isOptional) return [directed(promised, uses, place)];
  const wasUndefined = old.type !== undefined && canonicalType(old.type).split(" | ").includes("undefined");
  return [wasUndefined ? difference("api-member-may-be-left-out", place) : directed(unsure, uses, place)];
}

/** Whoever may use a member may go on only where nothing is taken: `protected` and `abstract` take, `static` moves it. */
function modifierDifference(old: MemberView, now: MemberView, place: string): Difference {
  const words = ({ modifiers }: MemberView) => modifiers || "public";
  const isOpened = old.modifiers
    .split(" ")
    .every((word) => word === "" || word === "protected" || word === "abstract" || now.modifiers.includes(word));
  const isMore = now.modifiers.split(" ").every((word) => word === "" || old.modifiers.split(" ").includes(word));
  return difference(isOpened && isMore ? "api-type-compatible" : "api-type-changed", place, { old: words(old), new: words(now) });
}

function comparePropertyTypes(
  old: MemberView,
  now: MemberView,
  uses: Uses,
  place: string,
  compareTypes: CompareTypes,
): readonly Difference[] {
  if ((old.type === undefined) === (now.type === undefined)) return compareTypes(old.type, now.type, uses, place);
  return [difference("api-kind-changed", place, { old: kindOf(old), new: kindOf(now) })];
}

function kindOf({ type }: MemberView): string {
  return type === undefined ? "a method" : "a property";
}
