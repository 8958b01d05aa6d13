import type { Diagnostic, DiagnosticCode } from "../../diagnostics.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { type Change, createChange } from "../rules/change.js";
import type { RuleId } from "../rules/rules.js";

/** A description as it was read: without a plan where it cannot be used. */
export interface ReadDescription {
  readonly diagnostics: readonly Diagnostic[];
  readonly plan?: PackagePlan;
}

/** Warnings about what OpenAPI forbids. A package can be made in spite of them, but a new one says that the description is broken. */
const violations: ReadonlySet<DiagnosticCode> = new Set([
  "operation-id-duplicate",
  "path-duplicate",
  "path-parameter-repeated",
  "path-parameter-undeclared",
  "path-parameter-unused",
]);

/** The faults that only the new description has, and those that only the old one had. */
export function compareFaults(old: ReadDescription, now: ReadDescription): readonly Change[] {
  const [before, after] = [faultsOf(old), faultsOf(now)];
  const found = [...after].filter(([id]) => !before.has(id)).map(([, fault]) => faultChange("description-invalid", fault, "new"));
  if (now.plan === undefined || found.length > 0)
    return found.length > 0 ? found : [...after.values()].map((fault) => faultChange("description-invalid", fault, "new"));
  return [...before].filter(([id]) => !after.has(id)).map(([, fault]) => faultChange("description-repaired", fault, "old"));
}

/** Faults by what they say: the same one may have moved. */
function faultsOf({ diagnostics, plan }: ReadDescription): ReadonlyMap<string, Diagnostic> {
  const faults = diagnostics.filter(({ code, severity }) => (plan === undefined ? severity === "error" : violations.has(code)));
  return new Map(faults.map((fault) => [`${fault.code} ${fault.message}`, fault]));
}

function faultChange(rule: RuleId, { message, code, place }: Diagnostic, side: "old" | "new"): Change {
  const change = createChange({ rule, subject: code, facts: { name: message } });
  return place === undefined ? change : { ...change, [side]: { pointer: "", ...place } };
}
