import { ts } from "../api-report/typescript.js";
import { canonical } from "./canonical-type.js";
import { type Difference, difference, directed, flipped, isBreaking, type Uses } from "./difference.js";
import type { SignatureAt } from "./object-view.js";
import { type Scope, type TypeAt, withMarks } from "./scope.js";
import { compareTypeParameters } from "./compare-type-parameters.js";
import type { CompareTypes } from "./type-pair.js";

type Signatures = readonly SignatureAt[];

/** Compares the overloads of a function. Each one that was there must still be there, and a call must find it before another one. */
export function compareOverloads(
  old: Signatures,
  now: Signatures,
  uses: Uses,
  subject: string,
  compareTypes: CompareTypes,
): readonly Difference[] {
  const [only, onlyNow] = [old[0], now[0]];
  if (old.length === 1 && now.length === 1 && only && onlyNow)
    return compareSignature(only, onlyNow, uses, subject, compareTypes);
  const matches = old.map((signature) => bestMatch(signature, now, uses, subject, compareTypes));
  const unmatched = matches.flatMap(({ index }, position) => (index === undefined ? [position] : []));
  // One overload that was replaced by one is told by what changed in it.
  const rest = [...now.keys()].filter((index) => !matches.some((match) => match.index === index));
  const [lost, replaced] = [old[unmatched[0] ?? -1], now[rest[0] ?? -1]];
  if (unmatched.length === 1 && rest.length === 1 && lost && replaced)
    return [
      ...matches.flatMap(({ differences }) => differences),
      ...compareSignature(lost, replaced, uses, subject, compareTypes),
    ];
  const indexes = matches.flatMap(({ index }) => index ?? []);
  const isReordered = indexes.some((index, position) => index < (indexes[position - 1] ?? 0));
  return [
    ...matches.flatMap(({ differences }) => differences),
    ...unmatched.map((position) => difference("api-overload-removed", subject, { old: textOf(old[position]) })),
    ...(isReordered ? [difference("api-overloads-reordered", subject)] : []),
    ...rest.map((index) =>
      difference(index < Math.max(0, ...indexes) ? "api-overload-first" : "api-overload-added", subject, {
        new: textOf(now[index]),
      }),
    ),
  ];
}

interface Match {
  readonly index?: number;
  readonly differences: readonly Difference[];
}

/** The first overload that can take the place of this one. */
function bestMatch(signature: SignatureAt, now: Signatures, uses: Uses, subject: string, compareTypes: CompareTypes): Match {
  const all = now.map((candidate) => compareSignature(signature, candidate, uses, subject, compareTypes));
  const same = all.findIndex((differences) => differences.length === 0);
  const index = same >= 0 ? same : all.findIndex((differences) => !differences.some(isBreaking));
  return index < 0 ? { differences: [] } : { index, differences: all[index] ?? [] };
}

function textOf(at: SignatureAt | undefined): string {
  return at === undefined
    ? ""
    : at.signature
        .getText()
        .replace(/^(?:export |declare |function )*/, "")
        .replace(/;$/, "");
}

/** Compares two signatures: what is passed is sent where the function is received, and what it returns is received. */
function compareSignature(
  old: SignatureAt,
  now: SignatureAt,
  uses: Uses,
  subject: string,
  compareTypes: CompareTypes,
): readonly Difference[] {
  const parameters = [old, now].map(({ signature }) => signature.typeParameters);
  const scopes = [old, now].map(({ signature, scope }) => withMarks(signature.typeParameters, scope));
  const [from, to] = scopes;
  if (from === undefined || to === undefined) return [];
  return [
    ...compareTypeParameters(
      { parameters: parameters[0] ?? [], scope: from },
      { parameters: parameters[1] ?? [], scope: to },
      uses,
      subject,
      compareTypes,
    ),
    ...compareParameters(valueParameters(old), valueParameters(now), { from, to }, uses, subject, compareTypes),
    ...compareReturns(returnOf(old, from), returnOf(now, to), uses, subject, compareTypes),
  ];
}

function valueParameters({ signature }: SignatureAt): readonly ts.ParameterDeclaration[] {
  return signature.parameters.filter(({ name }) => name.getText() !== "this");
}

function compareParameters(
  old: readonly ts.ParameterDeclaration[],
  now: readonly ts.ParameterDeclaration[],
  { from, to }: { readonly from: Scope; readonly to: Scope },
  uses: Uses,
  subject: string,
  compareTypes: CompareTypes,
): readonly Difference[] {
  return Array.from({ length: Math.max(old.length, now.length) }).flatMap((_, index) => {
    const [before, after] = [old[index], now[index]];
    if (after === undefined) return [difference("api-parameter-removed", subject, { name: before?.name.getText() ?? "" })];
    const name = after.name.getText();
    if (before === undefined) return [directed(canBeOmitted(after) ? mayBePassed : mustBePassed, uses, subject, { name })];
    const isRest = [before, after].map(({ dotDotDotToken }) => dotDotDotToken !== undefined);
    if (isRest[0] !== isRest[1])
      return [difference("api-type-changed", `${subject}(${name})`, { old: before.getText(), new: after.getText() })];
    const optional = [before, after].map(canBeOmitted);
    const demanded =
      optional[0] === optional[1] ? [] : [directed(after.questionToken ? mayBeOmitted : mustBePassed, uses, subject, { name })];
    const types = [typeOf(before, from), typeOf(after, to)] as const;
    return [...demanded, ...compareTypes(...types, flipped(uses), `${subject}(${name})`)];
  });
}

const mustBePassed = { breaks: "received", breaking: "api-parameter-demanded", compatible: "api-parameter-added" } as const;
const mayBePassed = { breaks: "sent", breaking: "api-parameter-added", compatible: "api-parameter-added" } as const;
const mayBeOmitted = { breaks: "sent", breaking: "api-parameter-optional", compatible: "api-parameter-optional" } as const;

function canBeOmitted({ questionToken, dotDotDotToken, initializer }: ts.ParameterDeclaration): boolean {
  return questionToken !== undefined || dotDotDotToken !== undefined || initializer !== undefined;
}

/** Whether a parameter may be `undefined` is told by its question mark. */
function typeOf({ type }: ts.ParameterDeclaration, scope: Scope): TypeAt | undefined {
  return type && { type, scope };
}

function returnOf({ signature }: SignatureAt, scope: Scope): TypeAt | undefined {
  return signature.type && { type: signature.type, scope };
}

/** Nobody looks at what stands for nothing: `void` may become any type where it is received, and any type `void` where it is sent. */
function compareReturns(
  old: TypeAt | undefined,
  now: TypeAt | undefined,
  uses: Uses,
  subject: string,
  compareTypes: CompareTypes,
): readonly Difference[] {
  const isVoid = (at: TypeAt | undefined) => at !== undefined && canonical(at.type, at.scope) === "void";
  if (isVoid(old) !== isVoid(now) && !(isVoid(old) ? uses.isSent : uses.isReceived)) return [];
  const [before, after] = [old, now].map((at) =>
    at && ts.isTypePredicateNode(at.type) && at.type.type ? { type: at.type.type, scope: at.scope } : at,
  );
  return compareTypes(before, after, uses, `${subject}()`);
}
