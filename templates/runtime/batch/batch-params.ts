/** What a request says besides its inputs, which stand at a path of its parameters. */
export type ParamsBeside<Params, Path extends readonly string[]> = Path extends readonly [
  infer Name extends keyof Params,
  ...infer Deeper extends readonly string[],
]
  ? Deeper extends readonly []
    ? Omit<Params, Name>
    : Omit<Params, Name> & Partial<Record<Name, ParamsBeside<NonNullable<Params[Name]>, Deeper>>>
  : Params;

/** Puts the inputs of one request where they belong. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- What it is for is known where it is called.
export function batchParams<Params>(others: unknown, [name, ...deeper]: readonly string[], chunk: readonly unknown[]): Params {
  if (name === undefined) return chunk as Params;
  const inner: unknown = typeof others === "object" && others !== null ? Reflect.get(others, name) : undefined;
  // The types of what is given and of where it goes come from the description; a path through them is beyond the compiler.
  return { ...(others as object), [name]: batchParams(inner, deeper, chunk) } as Params;
}
