import type { BatchFacts } from "./batch-facts.js";
import { foldKey, identifierText } from "./identifiers.js";
import { propertyOf } from "../values/objects.js";

/** How deep an input is searched for a value of its key property. */
const maxDepth = 4;

/**
 * The values that an input writes to the property by which it names its record, in the form in which keys are compared; undefined where it
 * leaves that property as it is. Such an input must not be sent twice, since its record may have another key by then.
 *
 * @param group - The property that the key is a value of; empty for the record's own key.
 */
export function newKeysOf(
  payload: unknown,
  key: string,
  group: string,
  facts: BatchFacts,
): readonly string[] | undefined {
  const values =
    group === ""
      ? ownKeyValues(payload, facts)
      : valuesOfProperty(payload, group, facts.key, maxDepth);
  if (values.length === 0) return undefined;
  const changed = values.filter((value) => value !== undefined && identifierText(value) !== key);
  return changed.length === 0 ? undefined : changed.flatMap((value) => foldedKey(value));
}

const none: readonly never[] = [];

/** The record's own key is rarely a property that can be written; it is looked for only where results have their properties. */
function ownKeyValues(
  payload: unknown,
  { key, keyAliases = [], resultProperties }: BatchFacts,
): readonly unknown[] {
  if (!resultProperties) return none;
  let properties: unknown = payload;
  for (const name of resultProperties) properties = propertyOf(properties, name);
  if (!hasAny(properties, key, keyAliases)) return none;
  return [key, ...keyAliases].map((name) => ownProperty(properties, name));
}

/** Called for millions of inputs, so it creates no array and no function. */
function hasAny(value: unknown, key: string, aliases: readonly string[]): boolean {
  if (ownProperty(value, key) !== undefined) return true;
  for (const name of aliases) if (ownProperty(value, name) !== undefined) return true;
  return false;
}

function valuesOfProperty(
  payload: unknown,
  name: string,
  keyName: string,
  depth: number,
): readonly unknown[] {
  if (typeof payload !== "object" || payload === null || depth === 0) return [];
  const own = depth === maxDepth && name === keyName ? undefined : ownProperty(payload, name);
  const deeper = Object.values(payload).flatMap((value: unknown) =>
    typeof value === "object" ? valuesOfProperty(value, name, keyName, depth - 1) : [],
  );
  return own === undefined ? deeper : [own, ...deeper];
}

function ownProperty(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? propertyOf(value, name)
    : undefined;
}

/** A property that is cleared has no new key. */
function foldedKey(value: unknown): readonly string[] {
  const text = identifierText(value);
  return text === undefined ? [] : [foldKey(text)];
}
