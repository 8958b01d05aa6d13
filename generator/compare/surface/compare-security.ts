import type { SecurityRequirement } from "../../model/types/security-scheme.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import { type At, operationPlace } from "./operation-place.js";
import type { PackageSurface, Surfaces } from "./package-surface.js";

/** One of the alternatives by which an operation can be called: the client's options for its schemes, and their scopes. */
interface Alternative {
  /** As one text; the empty one allows anonymous calls. */
  readonly options: string;
  readonly scopes: ReadonlySet<string>;
}

/** Compares the credentials that an operation needs, and their scopes. */
export function compareSecurity(before: OperationPlan, after: OperationPlan, surfaces: Surfaces): void {
  const at = operationPlace(before, after);
  const old = alternativesOf(before.operation.security, surfaces.old);
  const now = alternativesOf(after.operation.security, surfaces.now);
  compareOptions(optionsOf(old), optionsOf(now), at, surfaces);
  compareScopes(old, now, at, surfaces);
}

function compareOptions(from: ReadonlySet<string>, to: ReadonlySet<string>, at: At, { add }: Surfaces): void {
  const facts = { old: describe(from), new: describe(to) };
  const lost = [...from].filter((options) => !to.has(options));
  const gained = [...to].filter((options) => !from.has(options));
  if (from.has("") && !to.has("")) add({ ...at, rule: "security-required", facts });
  else if (lost.length > 0 && !to.has("")) add({ ...at, rule: "security-changed", facts });
  else if (lost.length > 0) add({ ...at, rule: "security-removed" });
  else if (gained.length > 0) add({ ...at, rule: "security-widened", facts });
}

/** A caller with the scopes of one alternative needs those that each alternative with the same credentials has more. */
function compareScopes(old: readonly Alternative[], now: readonly Alternative[], at: At, { add }: Surfaces): void {
  const names = (scopes: readonly string[]) => [...new Set(scopes)].sort().map((name) => ({ name: `\`${name}\`` }));
  for (const facts of names(old.flatMap((one) => missing(one, now)))) add({ ...at, rule: "scope-added", facts });
  for (const facts of names(now.flatMap((one) => missing(one, old)))) add({ ...at, rule: "scope-removed", facts });
}

/** The scopes that an alternative lacks for the closest one of some others. */
function missing({ options, scopes }: Alternative, others: readonly Alternative[]): readonly string[] {
  const lacks = others
    .filter((other) => other.options === options)
    .map((other) => [...other.scopes].filter((scope) => !scopes.has(scope)));
  return lacks.sort((a, b) => a.length - b.length)[0] ?? [];
}

/** Callers know the options of the client, not the names of the schemes. No alternative at all allows anonymous calls, too. */
function alternativesOf(security: readonly SecurityRequirement[], { plan }: PackageSurface): readonly Alternative[] {
  const optionOf = (scheme: string) => plan.credentials.find(({ schemes }) => schemes.includes(scheme))?.option ?? scheme;
  const found = security.map((schemes) => ({
    options: [...new Set(schemes.map(({ scheme }) => optionOf(scheme)))].sort().join(" and "),
    scopes: new Set(schemes.flatMap(({ scopes }) => scopes)),
  }));
  return found.length === 0 ? [{ options: "", scopes: new Set() }] : found;
}

function optionsOf(alternatives: readonly Alternative[]): ReadonlySet<string> {
  return new Set(alternatives.map(({ options }) => options));
}

function describe(options: ReadonlySet<string>): string {
  const named = [...options].map((one) => (one === "" ? "none" : `\`${one}\``)).sort();
  return named.join(" or ");
}
