/** The parameters of the next page by cursor; undefined where the service returns none. */
export function nextCursor<Params>(
  params: Params | undefined,
  key: keyof Params,
  cursor: unknown,
): Params | undefined {
  return cursor === undefined || cursor === null || cursor === ""
    ? undefined
    : ({ ...params, [key]: cursor } as Params);
}

/** The same where the cursor is inside one of the parameters, `body` for instance. */
export function nextNested<Params, Key extends keyof Params>(
  params: Params,
  key: Key,
  next: Params[Key] | undefined,
): Params | undefined {
  return next === undefined ? undefined : { ...params, [key]: next };
}
