import type { SecurityRequirement } from "../../model/types/security-scheme.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import { operationPlace } from "./operation-place.js";
import type { Surfaces } from "./package-surface.js";

/** Compares the credentials that an operation needs, and their scopes. */
export function compareSecurity(before: OperationPlan, after: OperationPlan, { add }: Surfaces): void {
  const [old, now] = [before.operation.security, after.operation.security];
  const at = operationPlace(before, after);
  const [from, to] = [alternativesOf(old), alternativesOf(now)];
  const facts = { old: describe(from), new: describe(to) };
  const lost = [...from].filter((alternative) => !to.has(alternative));
  const gained = [...to].filter((alternative) => !from.has(alternative));
  if (allowsAnonymous(from) && !allowsAnonymous(to)) add({ ...at, rule: "security-required", facts });
  else if (lost.length > 0 && !allowsAnonymous(to)) add({ ...at, rule: "security-changed", facts });
  else if (lost.length > 0) add({ ...at, rule: "security-removed" });
  else if (gained.length > 0) add({ ...at, rule: "security-widened", facts });
  for (const name of minus(scopesOf(now), scopesOf(old))) add({ ...at, rule: "scope-added", facts: { name: `\`${name}\`` } });
  for (const name of minus(scopesOf(old), scopesOf(now))) add({ ...at, rule: "scope-removed", facts: { name: `\`${name}\`` } });
}

/** The schemes of each alternative, as one text; the empty one allows anonymous calls, as no alternative at all does. */
function alternativesOf(security: readonly SecurityRequirement[]): ReadonlySet<string> {
  const alternatives = security.map((schemes) =>
    schemes
      .map(({ scheme }) => scheme)
      .sort()
      .join(" and "),
  );
  return new Set(alternatives.length === 0 ? [""] : alternatives);
}

function allowsAnonymous(alternatives: ReadonlySet<string>): boolean {
  return alternatives.has("");
}

function describe(alternatives: ReadonlySet<string>): string {
  const named = [...alternatives].map((alternative) => (alternative === "" ? "none" : `\`${alternative}\``)).sort();
  return named.join(" or ");
}

/** Scopes by scheme, so that those of another scheme are not taken for new ones of this. */
function scopesOf(security: readonly SecurityRequirement[]): ReadonlySet<string> {
  return new Set(security.flatMap((schemes) => schemes.flatMap(({ scopes }) => scopes)));
}

function minus(all: ReadonlySet<string>, without: ReadonlySet<string>): readonly string[] {
  return [...all].filter((one) => !without.has(one)).sort();
}
