/** What a numeric option must be: the words of the error, and the test. */
export type NumberRule = readonly [words: string, isValid: (value: number) => boolean];

export const positiveMs: NumberRule = ["a positive number of milliseconds", (value) => value > 0];
export const positiveBytes: NumberRule = ["a positive number of bytes", (value) => value > 0];
export const positive: NumberRule = ["a positive number", (value) => value > 0 && value < Infinity];
export const atLeastZero: NumberRule = ["a number of at least 0", (value) => value >= 0];

/** A whole number of at least this. */
export function wholeFrom(least: number): NumberRule {
  return [`a whole number of at least ${least}`, (value) => value >= least && value % 1 === 0];
}

/** Throws a TypeError for the first option that is given and is not such a number. A string of digits is none. */
export function checkNumbers(
  options: unknown,
  rules: Readonly<Record<string, NumberRule>>,
  prefix = "",
): void {
  for (const [name, [words, isValid]] of Object.entries(rules)) {
    const value: unknown = Reflect.get(Object(options) as object, name) ?? undefined;
    if (value !== undefined && !(typeof value === "number" && isValid(value)))
      throw new TypeError(`${prefix}${name} must be ${words}.`);
  }
}
