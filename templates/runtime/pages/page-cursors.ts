/** The parameters of the next page, which differ in the cursor; undefined where the service gives none. */
export function nextCursor<Params>(params: Params | undefined, key: keyof Params, cursor: unknown): Params | undefined {
  return cursor === undefined || cursor === null || cursor === "" ? undefined : ({ ...params, [key]: cursor } as Params);
}

/** The same where what differs stands in a part of the parameters, as in a body that is one of them. */
export function nextIn<Params, Key extends keyof Params>(
  params: Params,
  key: Key,
  next: Params[Key] | undefined,
): Params | undefined {
  return next === undefined ? undefined : { ...params, [key]: next };
}
