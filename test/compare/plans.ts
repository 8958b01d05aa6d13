import { readFileSync } from "node:fs";
import { comparePlans } from "../../generator/compare/compare.js";
import type { Comparison } from "../../generator/compare/rules/change.js";
import { planDescription, type Planned } from "../../generator/generate.js";

/** Plans a description that is given as an object or as JSON. */
export async function planOf(description: object | string, overlays: readonly object[] = []): Promise<Planned> {
  return planDescription({
    description: { name: "api.json", text: typeof description === "string" ? description : JSON.stringify(description) },
    overlays: overlays.map((overlay, index) => ({ name: `overlay-${index}.json`, text: JSON.stringify(overlay) })),
    options: { name: "acme", version: "1.0.0" },
  });
}

export async function planOfFile(path: string): Promise<Planned> {
  return planOf(readFileSync(path, "utf8"));
}

/** Compares two descriptions that must be valid. */
export async function compareDescriptions(old: object | string, now: object | string): Promise<Comparison> {
  const [before, after] = await Promise.all([planOf(old), planOf(now)]);
  if (before.plan === undefined || after.plan === undefined)
    throw new Error(
      JSON.stringify([...before.diagnostics, ...after.diagnostics].filter(({ severity }) => severity === "error").slice(0, 3)),
    );
  return comparePlans(before.plan, after.plan);
}
