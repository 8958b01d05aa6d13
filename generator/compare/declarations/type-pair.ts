import type { Difference, Uses } from "./difference.js";
import type { TypeAt } from "./scope.js";

/** Compares two types, of which either may be left to the compiler. */
export type CompareTypes = (
  old: TypeAt | undefined,
  now: TypeAt | undefined,
  uses: Uses,
  subject: string,
) => readonly Difference[];
