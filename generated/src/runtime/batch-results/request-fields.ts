import { propertyOf } from "../values/objects.js";
import type { BatchFacts } from "./batch-facts.js";

/** Where a field of a request may be: among its parameters, and in the one that is the body, if the body's properties are not parameters. */
export function placesOfFields(
  params: unknown,
  { body }: Pick<BatchFacts, "body">,
): readonly unknown[] {
  return body === undefined ? [params] : [params, propertyOf(params, body)];
}

/**
 * The property of the record that the key of an input is a value of, by its name; undefined if it is the record's own key.
 *
 * @param params - The parameters of the request, for services that take it once for all inputs.
 */
export function keyPropertyOf(
  input: unknown,
  params: unknown,
  facts: Pick<BatchFacts, "body" | "keyProperty" | "keyPropertyIn">,
): string | undefined {
  const { keyProperty, keyPropertyIn } = facts;
  if (keyProperty === undefined) return undefined;
  const places = keyPropertyIn === "request" ? placesOfFields(params, facts) : [input];
  for (const place of places) {
    const name = propertyOf(place, keyProperty);
    if (typeof name === "string" && name !== "") return name;
  }
  return undefined;
}
