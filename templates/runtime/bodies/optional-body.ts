/** The fields of a body that need not be sent; undefined, and so no body, where none of them is given. */
export function unlessEmpty<Fields extends object>(fields: Fields): Fields | undefined {
  return Object.values(fields).some((value) => value !== undefined) ? fields : undefined;
}
