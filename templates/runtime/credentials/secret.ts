/** The secret as text. The message says which option is wrong and never what it holds. */
export function secretText(secret: unknown, option: string): string {
  if (typeof secret === "string" && secret !== "") return secret;
  throw new TypeError(`${option} must be a string that is not empty, or a function that gives one.`);
}
