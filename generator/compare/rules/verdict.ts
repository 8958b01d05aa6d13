/** What a change means to callers of the package, from harmless to worst. */
export const verdicts = ["none", "docs", "compatible", "suspicious", "breaking", "invalid"] as const;

export type Verdict = (typeof verdicts)[number];

/** Which part of the version changes: semver's words. */
export type Bump = "none" | "patch" | "minor" | "major";

/** The part of the version that each verdict changes. An invalid description is never released. */
export const bumps: { readonly [V in Verdict]: Bump } = {
  none: "none",
  docs: "patch",
  compatible: "minor",
  suspicious: "minor",
  breaking: "major",
  invalid: "none",
};

export function isAtLeast(verdict: Verdict, least: Verdict): boolean {
  return verdicts.indexOf(verdict) >= verdicts.indexOf(least);
}

/** The worst of some verdicts; `none` of none. */
export function worstOf(all: readonly Verdict[]): Verdict {
  return verdicts[Math.max(0, ...all.map((verdict) => verdicts.indexOf(verdict)))] ?? "none";
}
