import type { OperationObject } from "../../model/types/operation.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { resourcesOf } from "../../plan/client/plan-resources.js";
import { camelCase } from "../../plan/names/identifiers.js";
import { pathSegments, type PathSegment, withoutVersions } from "../../plan/names/path-segments.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";

/** The start of many paths that says for whom an operation is carried out, not what it does: `/accounts/{account_id}`. */
export interface LeadingScope {
  readonly path: string;
  /** The resource that the names of its operations begin with. */
  readonly resource: string;
  /** How many operations lie below it. */
  readonly operations: number;
}

interface ScopedOperation {
  readonly plan: OperationPlan;
  readonly start: readonly PathSegment[];
  readonly isBelow: boolean;
}

/** More alternatives are resources, not scopes. */
const mostAlternatives = 4;

/** The share of operations that lie below a scope; the others get and change the scope itself. */
const leastShare = 2 / 3;

/** The scopes that the paths begin with, if all operations share them by alternatives; otherwise none. */
export function leadingScopes(plan: PackagePlan): readonly LeadingScope[] {
  const all = scopedOperations(plan);
  const below = all.filter(({ isBelow }) => isBelow);
  const scopes = new Map<string, LeadingScope>();
  for (const { start } of below) {
    const { resource, path } = scopeOf(start);
    scopes.set(resource, { resource, path, operations: (scopes.get(resource)?.operations ?? 0) + 1 });
  }
  const isShared = all.every(({ start }) => scopes.has(scopeOf(start).resource)) && below.length >= all.length * leastShare;
  const isNamed = below.some(({ plan: { qualifiedName }, start }) => qualifiedName.startsWith(`${scopeOf(start).resource}.`));
  return isShared && isNamed && scopes.size > 1 && scopes.size <= mostAlternatives ? [...scopes.values()] : [];
}

/**
 * The names of operations without their leading scope. Where two scopes have the same resource, or one is called like a scope, its
 * operations keep their names.
 */
export function namesWithoutScopes(plan: PackagePlan): ReadonlyMap<OperationObject, string> {
  const scopes = new Set(leadingScopes(plan).map(({ resource }) => resource));
  const shorter = scopedOperations(plan).flatMap(({ plan: { operation, qualifiedName }, isBelow }) => {
    const [scope = "", first = "", ...others] = qualifiedName.split(".");
    return isBelow && scopes.has(scope) && first !== "" ? [{ operation, scope, first, name: [first, ...others].join(".") }] : [];
  });
  const scopesOfFirst = new Map<string, Set<string>>();
  for (const { first, scope } of shorter) {
    const key = first.toLowerCase();
    scopesOfFirst.set(key, (scopesOfFirst.get(key) ?? new Set()).add(scope));
  }
  const taken = new Set([...scopes, ...rootNames(plan)].map((name) => name.toLowerCase()));
  const isFree = (first: string): boolean =>
    scopesOfFirst.get(first.toLowerCase())?.size === 1 && !taken.has(first.toLowerCase());
  return new Map(shorter.filter(({ first }) => isFree(first)).map(({ operation, name }) => [operation, name]));
}

/** The resources and methods of the client itself. */
function rootNames({ resource }: PackagePlan): readonly string[] {
  return [...resource.operations.map(({ name }) => name), ...resource.children.flatMap(({ path }) => path.slice(0, 1))];
}

function scopedOperations({ resource }: PackagePlan): readonly ScopedOperation[] {
  const plans = resourcesOf(resource).flatMap(({ operations }) => operations);
  const paths = plans.map(({ operation }) => withoutVersions(pathSegments(operation.path)).segments);
  const shared = sharedLiterals(paths);
  return plans.map((plan, index) => {
    const segments = (paths[index] ?? []).slice(shared);
    return { plan, start: segments.slice(0, 2), isBelow: segments.length > 2 && isScope(segments) };
  });
}

/** A word and its parameter. */
function isScope([first, second]: readonly PathSegment[]): boolean {
  return first !== undefined && "literal" in first && second !== undefined && "parameter" in second;
}

function scopeOf([first, second]: readonly PathSegment[]): Pick<LeadingScope, "resource" | "path"> {
  const literal = first && "literal" in first ? first.literal : "";
  const parameter = second && "parameter" in second ? `/{${second.parameter}}` : "";
  return { resource: camelCase(literal, "resource"), path: `/${literal}${parameter}` };
}

/** How many literal segments all paths begin with. */
function sharedLiterals([first = [], ...others]: readonly (readonly PathSegment[])[]): number {
  const differs = first.findIndex((segment, index) => {
    const literal = "literal" in segment ? segment.literal : undefined;
    return literal === undefined || others.some((path) => !hasLiteral(path[index], literal));
  });
  return differs < 0 ? first.length : differs;
}

function hasLiteral(segment: PathSegment | undefined, text: string): boolean {
  return segment !== undefined && "literal" in segment && segment.literal === text;
}
