import type { SchemaKey } from "../types/schema.js";

/** The named schemas from which references lead to one of `starts`, these included: each schema and each reference is visited once. */
export function withReferrers(
  starts: readonly SchemaKey[],
  targets: Iterable<readonly [key: SchemaKey, targets: Iterable<SchemaKey>]>,
): ReadonlySet<SchemaKey> {
  const referrers = new Map<SchemaKey, SchemaKey[]>();
  for (const [key, keys] of targets)
    for (const target of keys) {
      const known = referrers.get(target);
      if (known === undefined) referrers.set(target, [key]);
      else known.push(key);
    }
  // A set is iterated over with what is added to it meanwhile.
  const found = new Set(starts);
  for (const key of found) for (const referrer of referrers.get(key) ?? []) found.add(referrer);
  return found;
}
