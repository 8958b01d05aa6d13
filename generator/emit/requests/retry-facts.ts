import type { Json } from "../../load/tree/node.js";
import type { Retry } from "../../model/types/extensions.js";
import type { RateLimitPlan } from "../../plan/types/client-options-plan.js";
import { code, type Code, ident, join } from "../text/code.js";
import type { Imports } from "../text/imports.js";
import { lit } from "../text/literals.js";
import { runtimeValue } from "../text/runtime-symbols.js";

/** What is known about failures that pass; undefined where nothing is. */
export function retryFacts({ statuses, waitSeconds, never }: Retry, imports: Imports): Code | undefined {
  const seconds = waitSeconds && Object.fromEntries([...waitSeconds].map(([status, wait]) => [String(status), wait]));
  // prettier-ignore -- One line a fact.
  const rows: readonly (readonly [string, Code | undefined])[] = [
    ["statuses", statuses && lit(statuses)],
    ["waitSeconds", seconds && lit(seconds)],
    ["never", never && code`${runtimeValue(imports, "fieldHolds")}(${lit(never.field)}, ${lit(never.values)})`],
  ];
  return object(rows);
}

/** An object of what there is; undefined where there is nothing. */
export function object(rows: readonly (readonly [string, Code | undefined])[]): Code | undefined {
  const entries = rows.flatMap(([name, value]) => (value === undefined ? [] : [code`${ident(name)}: ${value}`]));
  return entries.length === 0 ? undefined : code`{ ${join(entries, ", ")} }`;
}

export function rateLimitFacts(limits: readonly RateLimitPlan[], imports: Imports): Code | undefined {
  if (limits.length === 0) return undefined;
  const facts = limits.map(({ limit, everyRequest }): Json => ({ ...limit, ...(!everyRequest && { onlyNamed: true }) }));
  return code`${runtimeValue(imports, "rateLimits")}(${lit(facts)})`;
}
