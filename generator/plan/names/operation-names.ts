import type { Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import type { Operation } from "../../model/types/operation.js";
import { classifyResponse } from "./response-shape.js";
import { camelCase, identifier, memberName, pascalCase } from "./identifiers.js";
import type { ProposedName, NamingFacts } from "./method-names.js";
import { methodName, plainMethodName } from "./method-names.js";
import { nameFromOperationId } from "./operation-ids.js";
import type { PathShape } from "./path-shape.js";
import { pathShapes } from "./path-shape.js";
import type { NameRequest } from "./name-scope.js";
import { createNameScope } from "./name-scope.js";

/** Where an operation is found in the package: `["batch"]`, `update`. */
export interface OperationName {
  readonly resource: readonly string[];
  readonly name: string;
}

/** A name before it met the others. */
interface NameCandidate extends OperationName {
  readonly operation: Operation;
  readonly shape: PathShape;
  /** What it is called where its own name turns out to be a resource. */
  readonly plain: string;
  /** Who chose it: an overlay goes before an operationId, that before the table. */
  readonly rank: 0 | 1 | 2;
}

/** Gives every operation its place and name, the same whatever the order and whatever else there is, unless two want the same. */
export function nameOperations(api: Api, report: Report): ReadonlyMap<Operation, OperationName> {
  const shapes = pathShapes(api.operations);
  const wishes = moveIntoResources(
    avoidOverlayNames(unifySpelling([...shapes].map(([operation, shape]) => proposeName(operation, shape, api)))),
  );
  const names = new Map<Operation, OperationName>();
  const children = childrenByParent(wishes);
  for (const [path, members] of byResource(wishes)) {
    const scope = createNameScope(children.get(path));
    for (const [{ operation, resource }, name] of scope.assign(members.map(nameRequest), report))
      names.set(operation, { resource, name });
  }
  return names;
}

function byResource(wishes: readonly NameCandidate[]): ReadonlyMap<string, readonly NameCandidate[]> {
  const groups = new Map<string, NameCandidate[]>();
  for (const one of wishes) {
    const path = one.resource.join(".");
    const group = groups.get(path) ?? [];
    group.push(one);
    groups.set(path, group);
  }
  return groups;
}

/** The names of the resources directly below each resource. */
function childrenByParent(wishes: readonly NameCandidate[]): ReadonlyMap<string, ReadonlySet<string>> {
  const children = new Map<string, Set<string>>();
  for (const { resource } of wishes) {
    for (const [depth, name] of resource.entries()) {
      const parent = resource.slice(0, depth).join(".");
      children.set(parent, (children.get(parent) ?? new Set()).add(name));
    }
  }
  return children;
}

function proposeName(operation: Operation, shape: PathShape, api: Api): NameCandidate {
  const question: NamingFacts = { method: operation.method, shape, responseShape: classifyResponse(operation, api) };
  const about = { operation, shape, plain: plainMethodName(question) };
  if (operation.name) return { ...about, rank: 0, ...nameFromOverlay(operation.name) };
  const fromId = nameFromOperationId(operation, question);
  return { ...about, rank: fromId ? 1 : 2, ...toMemberNames(fromId ?? methodName(question)) };
}

function toMemberNames({ resource, name }: ProposedName): OperationName {
  return { resource: resource.map((text) => memberName(camelCase(text, "resource"))), name: memberName(camelCase(name, "call")) };
}

/** A chosen name is kept to the letter, unless it would make an object something else. */
function nameFromOverlay(segments: readonly string[]): OperationName {
  const names = segments.map((text) => memberName(identifier(text)));
  return { resource: names.slice(0, -1), name: names.at(-1) ?? "call" };
}

/** Resources that differ by case alone are one, spelled as somebody chose to, else as the first of them in code unit order. */
function unifySpelling(wishes: readonly NameCandidate[]): readonly NameCandidate[] {
  const spellings = new Map([...spellingsOf(wishes), ...spellingsOf(wishes.filter(({ rank }) => rank === 0))]);
  const spell = (resource: readonly string[]): readonly string[] =>
    resource.map((name, index) => spellings.get(fullName(resource.slice(0, index + 1))) ?? name);
  return wishes.map((one) => ({ ...one, resource: spell(one.resource) }));
}

function spellingsOf(wishes: readonly NameCandidate[]): ReadonlyMap<string, string> {
  const spellings = new Map<string, string>();
  for (const path of wishes.flatMap(({ resource }) => resource.map((_, index) => resource.slice(0, index + 1)))) {
    const [key, name] = [fullName(path), path.at(-1) ?? ""];
    const known = spellings.get(key);
    if (known === undefined || name < known) spellings.set(key, name);
  }
  return spellings;
}

/** Nor can a resource be called like an operation beside it that somebody chose the name of: it is called `searchResource` then. */
function avoidOverlayNames(wishes: readonly NameCandidate[]): readonly NameCandidate[] {
  const named = wishes.filter(({ rank }) => rank === 0).map(({ resource, name }) => fullName([...resource, name]));
  const taken = new Set(named);
  const renamed = (resource: readonly string[]): readonly string[] =>
    resource.map((name, index) => (taken.has(fullName(resource.slice(0, index + 1))) ? identifier(`${name}Resource`) : name));
  return wishes.map((one) => (one.rank === 0 ? one : { ...one, resource: renamed(one.resource) }));
}

function fullName(names: readonly string[]): string {
  return names.join(".").toLowerCase();
}

/** An operation cannot be called like a resource beside it, so it goes into it: `search` beside `search.articles` is `search.create`. */
function moveIntoResources(wishes: readonly NameCandidate[]): readonly NameCandidate[] {
  const resources = new Map(
    wishes.flatMap(({ resource }) =>
      resource.map((_, index) => [fullName(resource.slice(0, index + 1)), resource.slice(0, index + 1)] as const),
    ),
  );
  return wishes.map((one) => {
    const child = resources.get(fullName([...one.resource, one.name]));
    return child === undefined || one.rank === 0 ? one : { ...one, resource: child, name: one.plain };
  });
}

function nameRequest(one: NameCandidate): NameRequest<NameCandidate> {
  const { operation, rank, shape, name } = one;
  const alternatives = [...parameterSuffix(shape), ...shape.versions.map((version) => pascalCase(version, "Version"))];
  return {
    owner: one,
    key: `${rank} ${operation.path.text} ${operation.method}`,
    candidates: [name, ...wholeOperationId(one), ...alternatives.map((suffix) => identifier(name + suffix))],
    place: operation.place,
    subject: `The operation ${operation.method} ${operation.path.text}`,
  };
}

/** What was taken from an operationId falls back to the whole of it. */
function wholeOperationId({ operation: { operationId }, rank }: NameCandidate): readonly string[] {
  return rank === 1 && operationId !== undefined ? [memberName(camelCase(operationId, "call"))] : [];
}

/** What tells `GET /users/{name}` from `GET /users`: `getByName`. */
function parameterSuffix({ segments }: PathShape): readonly string[] {
  const last = segments.at(-1);
  return last && "parameter" in last ? [`By${pascalCase(last.parameter, "Parameter")}`] : [];
}
