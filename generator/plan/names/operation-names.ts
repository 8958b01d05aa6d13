import type { Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import type { Operation } from "../../model/types/operation.js";
import { transliterate } from "../../model/reading/transliterate.js";
import { classifyResponse, type ResponseShape } from "./response-shape.js";
import { camelCase, identifier, memberNames } from "./identifiers.js";
import type { ProposedName, NamingFacts } from "./method-names.js";
import { methodName, plainMethodName } from "./method-names.js";
import { misleadingName } from "./misleading-names.js";
import { isWholeName, nameFromOperationId } from "./operation-ids.js";
import type { PathShape } from "./path-shape.js";
import { pathShapes } from "./path-shape.js";
import { type NameCandidate, nameRequests, type OperationName } from "./name-conflicts.js";
import { createNameScope } from "./name-scope.js";

export type { OperationName };

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
