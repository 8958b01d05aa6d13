import type { BatchFacts } from "../batch-results/batch-facts.js";
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

type KeyFacts = Required<Pick<BatchFacts, "keyProperty" | "keyAliases">> & {
  /** The parameter that lists the properties of the record to return. */
  readonly requestedProperties: string;
};

/**
 * The parameters of a request, with the property that its inputs name their records by among the properties to return: without it, no result
 * could be matched to its input. A missing or empty list stays, since it asks for the properties that the service returns by default.
 *
 * @param params - The parameters besides the inputs. Those of the body may be in a parameter `body`.
 * @param chunk - The inputs of one request, which all have the same property.
 */
export function requestingKey<Params>(
  params: Params,
  chunk: readonly unknown[],
  facts: KeyFacts,
): Params {
  const { keyProperty, keyAliases, requestedProperties } = facts;
  const body = propertyOf(params, "body");
  const name = [params, body, chunk[0]]
    .map((place) => propertyOf(place, keyProperty))
    .find((value) => typeof value === "string");
  if (typeof name !== "string" || name === "" || keyAliases.includes(name)) return params;
  const added = withItem(params, requestedProperties, name);
  const addedInBody = withItem(body, requestedProperties, name);
  return addedInBody === body ? added : { ...added, body: addedInBody };
}

/** A copy of an object whose list has one more item; the object itself if it has no such list, an empty one, or one with the item. */
function withItem<Value>(value: Value, property: string, item: string): Value {
  const list = propertyOf(value, property);
  return Array.isArray(list) && list.length > 0 && !list.includes(item)
    ? { ...value, [property]: [...(list as readonly unknown[]), item] }
    : value;
}
