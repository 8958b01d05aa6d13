import type { Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import type { Operation, PathTemplate } from "../../model/types/operation.js";
import { transliterate } from "../../model/reading/transliterate.js";
import { classifyResponse, type ResponseShape } from "./response-shape.js";
import { camelCase, identifier, memberName, memberNames, pascalCase } from "./identifiers.js";
import type { ProposedName, NamingFacts } from "./method-names.js";
import { methodName, plainMethodName } from "./method-names.js";
import { misleadingName } from "./misleading-names.js";
import { isWholeName, nameFromOperationId } from "./operation-ids.js";
import type { PathShape } from "./path-shape.js";
import { pathShapes } from "./path-shape.js";
import type { NameRequest } from "./name-scope.js";
import { createNameScope } from "./name-scope.js";

/** The final name of an operation: its resource and its method. */
export interface OperationName {
  readonly resource: readonly string[];
  readonly name: string;
}

/** The name of an operation before conflicts with others are solved. */
interface NameCandidate extends OperationName {
  readonly operation: Operation;
  readonly shape: PathShape;
  /** The method name if `name` turns out to be the name of a resource. */
  readonly plain: string;
  /** The name by the table. */
  readonly table: OperationName;
  /** 0: the name is from an overlay, 1: from the operationId, 2: from the table. The lower rank wins a conflict. */
  readonly rank: 0 | 1 | 2;
}

/** Gives every operation its resource and method name. Other operations matter only in conflicts, and their order never does. */
export function nameOperations(api: Api, report: Report): ReadonlyMap<Operation, OperationName> {
  const responseShapes = new Map(api.operations.map((operation) => [operation, classifyResponse(operation, api)]));
  const proposed = distrustNumbers(
    [...pathShapes(responseShapes)].map(([operation, shape]) =>
      proposeName(operation, shape, responseShapes.get(operation) ?? "unknown"),
    ),
  );
  const candidates = moveIntoResources(avoidOverlayNames(unifySpelling(proposed)));
  const names = new Map<Operation, OperationName>();
  const children = childrenByParent(candidates);
  for (const [path, members] of byResource(candidates)) {
    const scope = createNameScope(children.get(path));
    for (const [{ operation, resource, rank }, name] of scope.assign(nameRequests(members), report)) {
      names.set(operation, { resource, name });
      const misleading = rank === 0 ? undefined : misleadingName(operation, name);
      if (misleading) report(misleading);
    }
  }
  return names;
}

function byResource(candidates: readonly NameCandidate[]): ReadonlyMap<string, readonly NameCandidate[]> {
  const groups = new Map<string, NameCandidate[]>();
  for (const one of candidates) {
    const path = one.resource.join(".");
    const group = groups.get(path) ?? [];
    group.push(one);
    groups.set(path, group);
  }
  return groups;
}

/** The names of the resources directly below each resource. */
function childrenByParent(candidates: readonly NameCandidate[]): ReadonlyMap<string, ReadonlySet<string>> {
  const children = new Map<string, Set<string>>();
  for (const { resource } of candidates) {
    for (const [depth, name] of resource.entries()) {
      const parent = resource.slice(0, depth).join(".");
      children.set(parent, (children.get(parent) ?? new Set()).add(name));
    }
  }
  return children;
}

/** Of operations with the same name, those with an operationId that a framework numbered (`create_2`) are named by the table. */
function distrustNumbers(candidates: readonly NameCandidate[]): readonly NameCandidate[] {
  const counts = new Map<string, number>();
  for (const one of candidates) counts.set(candidateName(one), (counts.get(candidateName(one)) ?? 0) + 1);
  return candidates.map((one) => {
    const isNumbered =
      one.rank === 1 && !isWholeName(one.operation.operationId ?? "") && !one.operation.operationId?.includes(".");
    return isNumbered && (counts.get(candidateName(one)) ?? 0) > 1 ? { ...one, rank: 2, ...one.table } : one;
  });
}

function candidateName({ resource, name }: NameCandidate): string {
  return fullName([...resource, name]);
}

function proposeName(operation: Operation, shape: PathShape, responseShape: ResponseShape): NameCandidate {
  const { method, summary } = operation;
  const facts: NamingFacts = { method, shape, responseShape, ...(summary !== undefined && { summary }) };
  const common = { operation, shape, plain: plainMethodName(facts), table: toMemberNames(methodName(facts)) };
  if (operation.name) return { ...common, rank: 0, ...nameFromOverlay(operation.name) };
  const fromId = nameFromOperationId(operation, facts);
  return { ...common, rank: fromId ? 1 : 2, ...(fromId ? toMemberNames(fromId) : common.table) };
}

function toMemberNames({ resource, name }: ProposedName): OperationName {
  return splitName(memberNames([...resource.map((text) => camelCase(text, "resource")), camelCase(name, "call")]));
}

/** A name from an overlay is not changed, except for names with a meaning in JavaScript. */
function nameFromOverlay(segments: readonly string[]): OperationName {
  return splitName(memberNames(segments.map(identifier)));
}

function splitName(names: readonly string[]): OperationName {
  return { resource: names.slice(0, -1), name: names.at(-1) ?? "call" };
}

/** Resources that differ in case only, or in how a file name spells their letters, are one, spelled as in an overlay, else as the first spelling in code unit order. */
function unifySpelling(candidates: readonly NameCandidate[]): readonly NameCandidate[] {
  const spellings = new Map([...spellingsOf(candidates), ...spellingsOf(candidates.filter(({ rank }) => rank === 0))]);
  const spell = (resource: readonly string[]): readonly string[] =>
    resource.map((name, index) => spellings.get(fullName(resource.slice(0, index + 1))) ?? name);
  return candidates.map((one) => ({ ...one, resource: spell(one.resource) }));
}

function spellingsOf(candidates: readonly NameCandidate[]): ReadonlyMap<string, string> {
  const spellings = new Map<string, string>();
  for (const path of candidates.flatMap(({ resource }) => resource.map((_, index) => resource.slice(0, index + 1)))) {
    const [key, name] = [fullName(path), path.at(-1) ?? ""];
    const known = spellings.get(key);
    if (known === undefined || name < known) spellings.set(key, name);
  }
  return spellings;
}

/** A resource cannot have the name that an overlay gives to an operation beside it: it becomes `searchResource`. */
function avoidOverlayNames(candidates: readonly NameCandidate[]): readonly NameCandidate[] {
  const named = candidates.filter(({ rank }) => rank === 0).map(({ resource, name }) => fullName([...resource, name]));
  const taken = new Set(named);
  const renamed = (resource: readonly string[]): readonly string[] =>
    resource.map((name, index) => (taken.has(fullName(resource.slice(0, index + 1))) ? identifier(`${name}Resource`) : name));
  return candidates.map((one) => (one.rank === 0 ? one : { ...one, resource: renamed(one.resource) }));
}

function fullName(names: readonly string[]): string {
  return names
    .map((name) => transliterate(name) ?? name)
    .join(".")
    .toLowerCase();
}

/** An operation with the name of a resource beside it moves into that resource: `search` beside `search.articles` becomes `search.create`. */
function moveIntoResources(candidates: readonly NameCandidate[]): readonly NameCandidate[] {
  const resources = new Map(
    candidates.flatMap(({ resource }) =>
      resource.map((_, index) => [fullName(resource.slice(0, index + 1)), resource.slice(0, index + 1)] as const),
    ),
  );
  return candidates.map((one) => {
    const child = resources.get(fullName([...one.resource, one.name]));
    return child === undefined || one.rank === 0 ? one : { ...one, resource: child, name: one.plain };
  });
}

/** @param members - The operations of one resource. */
function nameRequests(members: readonly NameCandidate[]): readonly NameRequest<NameCandidate>[] {
  const rivals = new Map<string, NameCandidate[]>();
  for (const one of members) rivals.set(one.name.toLowerCase(), [...(rivals.get(one.name.toLowerCase()) ?? []), one]);
  return members.map((one) => nameRequest(one, rivals.get(one.name.toLowerCase()) ?? []));
}

/** @param rivals - The operations that would have the same name. */
function nameRequest(candidate: NameCandidate, rivals: readonly NameCandidate[]): NameRequest<NameCandidate> {
  const { operation, rank, shape, name } = candidate;
  const versions = shape.versions.map((version) => pascalCase(version, "Version"));
  const differences = [
    ...(shape.hasOtherVersions ? versions : []),
    ...lastParameterSuffix(shape),
    ...ownParameterSuffixes(operation.path, rivals),
    ...querySuffixes(operation.path),
  ];
  const byMethod = methodSuffix(operation, rivals);
  const suffixes = [
    ...differences,
    ...byMethod,
    ...byMethod.flatMap((method) => differences.map((one) => one + method)),
    ...versions,
  ];
  return {
    owner: candidate,
    key: `${rank} ${operation.path.text} ${operation.method}`,
    candidates: [name, ...wholeOperationId(candidate), ...suffixes.map((suffix) => identifier(name + suffix))],
    place: operation.place,
    subject: `The operation ${operation.method} ${operation.path.text}`,
  };
}

/** `ByPost`, to distinguish a POST that lists from the GET. */
function methodSuffix({ method }: Operation, rivals: readonly NameCandidate[]): readonly string[] {
  return rivals.some(({ operation }) => operation.method !== method) ? [`By${pascalCase(method.toLowerCase(), "Method")}`] : [];
}

/** The whole operationId, for a name that is a part of it; not if a framework numbered it. */
function wholeOperationId({ operation: { operationId }, rank }: NameCandidate): readonly string[] {
  if (rank === 0 || operationId === undefined || !isWholeName(operationId)) return [];
  return [memberName(camelCase(operationId, "call"))];
}

/** `ByName`, to distinguish `GET /users/{name}` from `GET /users`. */
function lastParameterSuffix({ segments }: PathShape): readonly string[] {
  const last = segments.at(-1);
  return last && "parameter" in last ? [`By${pascalCase(last.parameter, "Parameter")}`] : [];
}

/** `ByIssueNumber`, to distinguish `/issues/{issue_number}/comments` from `/issues/comments`; the last parameter first. */
function ownParameterSuffixes(path: PathTemplate, rivals: readonly NameCandidate[]): readonly string[] {
  const others = rivals.map(({ operation }) => parametersOf(operation.path));
  const own = parametersOf(path).filter((name) => !others.every((names) => names.includes(name)));
  return own.reverse().map((name) => `By${pascalCase(name, "Parameter")}`);
}

function parametersOf({ segments }: PathTemplate): string[] {
  return segments.flatMap((one) => (typeof one === "string" ? [] : [one.parameter]));
}

/** `WithViewCollection`, for a path with `?view=collection`. */
function querySuffixes({ query = [] }: PathTemplate): readonly string[] {
  return query.flatMap((item) => ("value" in item ? [`With${pascalCase(`${item.name} ${item.value}`, "Query")}`] : []));
}
