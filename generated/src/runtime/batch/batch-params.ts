import type { BatchFacts } from "../batch-results/batch-facts.js";
import { keyPropertyOf } from "../batch-results/request-fields.js";
import { propertyOf } from "../values/objects.js";

/** The parameters of a request without its inputs, which are at a path of them. */
export type ParamsWithoutInputs<Params, Path extends readonly string[]> = Path extends readonly [
  infer Name extends keyof Params,
  ...infer Deeper extends readonly string[],
]
  ? Deeper extends readonly []
    ? Omit<Params, Name>
    : Omit<Params, Name> &
        Partial<Record<Name, ParamsWithoutInputs<NonNullable<Params[Name]>, Deeper>>>
  : Params;

/** The parameters of one request: the inputs are added at their path. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- The caller's context gives the type.
export function batchParams<Params>(
  others: unknown,
  [name, ...deeper]: readonly string[],
  chunk: readonly unknown[],
): Params {
  if (name === undefined) return chunk as Params;
  const inner = propertyOf(others, name);
  // TypeScript cannot follow a path of property names through the types, which come from the description.
  return { ...(others as object), [name]: batchParams(inner, deeper, chunk) } as Params;
}

type KeyFacts = Pick<BatchFacts, "body" | "keyProperty" | "keyPropertyIn" | "keyAliases"> & {
  /** The parameter, or the property of the body, that lists the properties of the record to return. */
  readonly requestedProperties: string;
};

/**
 * The parameters of a request, with the property that its inputs name their records by among the properties to return: without it, no result
 * could be matched to its input. Where no list is given, the service returns what it returns by default.
 *
 * @param params - The parameters besides the inputs.
 * @param chunk - The inputs of one request, which all have the same property.
 */
export function requestingKey<Params>(
  params: Params,
  chunk: readonly unknown[],
  facts: KeyFacts,
): Params {
  const { body, keyAliases = [], requestedProperties } = facts;
  const name = keyPropertyOf(chunk[0], params, facts);
  if (name === undefined || keyAliases.includes(name)) return params;
  const added = withItem(params, requestedProperties, name);
  if (body === undefined) return added;
  const whole = propertyOf(params, body);
  const wholeAdded = withItem(whole, requestedProperties, name);
  return wholeAdded === whole ? added : { ...added, [body]: wholeAdded };
}

/** A copy of an object whose list has one more item; the object itself if it has no such list, or one with the item. */
function withItem<Value>(value: Value, property: string, item: string): Value {
  const list = propertyOf(value, property);
  return Array.isArray(list) && !list.includes(item)
    ? { ...value, [property]: [...(list as readonly unknown[]), item] }
    : value;
}
