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
