import type { Operation, PathTemplate } from "../../model/types/operation.js";
import { camelCase, identifier, memberName, pascalCase } from "./identifiers.js";
import type { NameRequest } from "./name-scope.js";
import { withoutParameters } from "./operation-id-words.js";
import { isWholeName } from "./operation-ids.js";
import type { PathShape } from "./path-shape.js";
import { wordsOf } from "./words.js";

/** The final name of an operation: its resource and its method. */
export interface OperationName {
  readonly resource: readonly string[];
  readonly name: string;
}

/** The name of an operation before conflicts with others are solved. */
export interface NameCandidate extends OperationName {
  readonly operation: Operation;
  readonly shape: PathShape;
  /** The method name if `name` turns out to be the name of a resource. */
  readonly plain: string;
  /** The name by the table. */
  readonly table: OperationName;
  /** 0: the name is from an overlay, 1: from the operationId, 2: from the table. The lower rank wins a conflict. */
  readonly rank: 0 | 1 | 2;
}

/**
 * The names that each operation may have, in order of preference: its own name, then with what distinguishes it from the others.
 *
 * @param members - The operations of one resource.
 */
export function nameRequests(members: readonly NameCandidate[]): readonly NameRequest<NameCandidate>[] {
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
  const byDifference = suffixes.map((suffix) => identifier(name + suffix));
  const whole = wholeOperationId(candidate);
  return {
    owner: candidate,
    key: `${rank} ${operation.path.text} ${operation.method}`,
    candidates: [name, ...(endsInParameters(operation) ? [...byDifference, ...whole] : [...whole, ...byDifference])],
    place: operation.place,
    subject: `The operation ${operation.method} ${operation.path.text}`,
  };
}

/** `ByPost`, to distinguish a POST that lists from the GET. */
function methodSuffix({ method }: Operation, rivals: readonly NameCandidate[]): readonly string[] {
  return rivals.some(({ operation }) => operation.method !== method) ? [`By${pascalCase(method.toLowerCase(), "Method")}`] : [];
}

/** Whether an operationId lists path parameters itself, and no better than the suffixes do: `getBoardsByIdBoardByField`. */
function endsInParameters(operation: Operation): boolean {
  const words = wordsOf(operation.operationId ?? "");
  const rest = withoutParameters(words, operation);
  return words[rest.length]?.toLowerCase().startsWith("by") === true;
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
