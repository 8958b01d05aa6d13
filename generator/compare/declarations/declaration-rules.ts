import { type ChangeRule, rule, type RuleTable } from "../rules/change-rule.js";

const nothing = "Nothing needs to change.";
const adapt = "Adapt the code that uses it.";

// What can change between two API reports. Each row: the id, the verdict, the message, and what the caller does.
// prettier-ignore
const rows = {
  "api-package-renamed":          rule("breaking",   "The package is called `{new}` in place of `{old}`.",             "Install and import it by the new name."),
  "api-entry-removed":            rule("breaking",   "The entry point `{subject}` is gone.",                           "Import from another entry point."),
  "api-entry-added":              rule("compatible", "The entry point `{subject}` is new.",                            nothing),
  "api-export-removed":           rule("breaking",   "`{name}` is no longer exported from `{old}`.",                   "Remove the import."),
  "api-export-added":             rule("compatible", "`{name}` is exported from `{new}`.",                             nothing),
  "api-export-type-only":         rule("breaking",   "`{name}` is exported from `{new}` as a type only.",              "Use it as a type, or import it from elsewhere."),
  "api-export-value":             rule("compatible", "`{name}` is exported from `{new}` as a value, too.",             nothing),
  "api-kind-changed":             rule("breaking",   "`{subject}` is {new} in place of {old}.",                        adapt),
  "api-member-removed":           rule("breaking",   "`{subject}` is gone.",                                           "Remove the code that uses it."),
  "api-member-added":             rule("compatible", "`{subject}` is new.",                                            nothing),
  "api-member-demanded":          rule("breaking",   "`{subject}` must be given.",                                     "Give it."),
  "api-member-promised":          rule("compatible", "`{subject}` is always there.",                                   nothing),
  "api-member-may-be-absent":     rule("breaking",   "`{subject}` may be absent.",                                     "Handle its absence."),
  "api-member-may-be-left-out":   rule("compatible", "`{subject}` may be left out.",                                   nothing),
  "api-member-readonly":          rule("breaking",   "`{subject}` can no longer be assigned.",                         "Make a new object in place of the assignment."),
  "api-member-writable":          rule("compatible", "`{subject}` can be assigned.",                                   nothing),
  "api-type-changed":             rule("breaking",   "`{subject}` is `{new}` in place of `{old}`.",                    adapt),
  "api-type-compatible":          rule("compatible", "`{subject}` is `{new}` in place of `{old}`.",                    nothing),
  "api-parameter-removed":        rule("breaking",   "`{subject}` no longer has the parameter `{name}`.",              "Remove the argument."),
  "api-parameter-demanded":       rule("breaking",   "`{subject}` must be given the parameter `{name}`.",              "Pass it."),
  "api-parameter-added":          rule("compatible", "`{subject}` has the optional parameter `{name}`.",               nothing),
  "api-parameter-optional":       rule("compatible", "The parameter `{name}` of `{subject}` may be left out.",         nothing),
  "api-overload-removed":         rule("breaking",   "`{subject}` can no longer be called as `{old}`.",                "Call it as it is declared now."),
  "api-overload-added":           rule("compatible", "`{subject}` can also be called as `{new}`.",                     nothing),
  "api-overload-first":           rule("suspicious", "`{subject}` can also be called as `{new}`, which is tried before other overloads.", "See whether your calls mean the new one."),
  "api-overloads-reordered":      rule("suspicious", "The overloads of `{subject}` have another order, so calls may mean another one.",   "See whether your calls still mean the same one."),
  "api-type-parameter-demanded":  rule("breaking",   "`{subject}` must be given the type argument `{name}`.",          "Give it."),
  "api-type-parameter-added":     rule("compatible", "`{subject}` has the optional type parameter `{name}`.",          nothing),
  "api-type-parameter-removed":   rule("breaking",   "`{subject}` no longer has the type parameter `{name}`.",         "Remove the type argument."),
  "api-type-parameter-changed":   rule("breaking",   "The type parameter `{name}` of `{subject}` is `{new}` in place of `{old}`.", adapt),
  "api-base-removed":             rule("breaking",   "`{subject}` no longer extends `{name}`.",                        adapt),
  "api-base-added":               rule("compatible", "`{subject}` also extends `{name}`.",                             nothing),
  "api-class-nominal":            rule("breaking",   "`{subject}` has private members, so no other object can stand in for it.",   "Pass an instance of the class."),
  "api-deprecated":               rule("docs",       "`{subject}` is deprecated.",                                     nothing),
  "api-no-longer-deprecated":     rule("docs",       "`{subject}` is no longer deprecated.",                           nothing),
  "api-reworded":                 rule("docs",       "`{subject}` is written differently, and means the same.",        nothing),
} as const satisfies RuleTable;

export type DeclarationRuleId = keyof typeof rows;

const table: RuleTable = rows;

/** Every rule, by its id. `docs/api-report.md` lists them. */
export const declarationRules: ReadonlyMap<string, ChangeRule> = new Map(
  Object.entries(table).map(([id, row]) => [id, { id, ...row }]),
);

export function declarationRule(id: DeclarationRuleId): ChangeRule {
  return { id, ...rows[id] };
}
