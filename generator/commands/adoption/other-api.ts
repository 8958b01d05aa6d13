import { quote } from "../../load/tree/quote.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import type { Candidate } from "./candidate.js";

/** Why a description seems to be one of another API: it has another title, and none of the operations. */
export function otherApi(candidates: readonly Candidate[]): string | undefined {
  const plans = candidates.map(({ sides }) => [sides.old.planned.plan, sides.now.planned.plan] as const);
  const [[old, now] = []] = plans;
  if (old === undefined || now === undefined || !plans.every(([one, other]) => one && other && isOther(one, other)))
    return undefined;
  const titles = `${quote(now.api.info.title)} has none of the operations of ${quote(old.api.info.title)}, so it seems to be another API.`;
  return `${titles} If it is meant, write it over ${candidates[0]?.target.options.input ?? ""}, and run \`specloom generate\`.`;
}

function isOther(old: PackagePlan, now: PackagePlan): boolean {
  const known = new Set(operationsOf(old));
  return old.api.info.title !== now.api.info.title && known.size > 0 && !operationsOf(now).some((one) => known.has(one));
}

/** Parameters of paths may have other names. */
function operationsOf({ api }: PackagePlan): readonly string[] {
  return api.operations.map(({ pointer }) => pointer.replace(/\{[^{}]*\}/g, "{}"));
}

/** A word about a description whose own version is lower than that of the present one: it may be an old one. */
export function olderNote(candidates: readonly Candidate[]): readonly string[] {
  const [{ sides } = {}] = candidates;
  const [old, now] = [sides?.old.planned.plan?.api.info.version, sides?.now.planned.plan?.api.info.version];
  if (old === undefined || now === undefined || !isLower(now, old)) return [];
  return [`Its own version is ${quote(now)}, and was ${quote(old)}: it may be an older description.`];
}

const numbered = /^v?\d+(?:[.-]\d+)*$/;

/** Versions of numbers, and dates. Others have no order. */
function isLower(version: string, other: string): boolean {
  if (!numbered.test(version) || !numbered.test(other)) return false;
  const [ours, theirs] = [version, other].map((one) => one.replace("v", "").split(/[.-]/).map(Number));
  const index = ours?.findIndex((number, at) => number !== (theirs?.[at] ?? 0)) ?? -1;
  return index >= 0 && (ours?.[index] ?? 0) < (theirs?.[index] ?? 0);
}
