import { closestName } from "../resolve/references/closest-name.js";

/** What messages say about names that are not known. */

/** ` Did you mean …?`, where a name is much like one of these; otherwise nothing. */
export function closest(name: string, names: readonly string[]): string {
  const near = closestName(name, names);
  return near === undefined ? "" : ` Did you mean \`${near}\`?`;
}

/** `a, b or c`. */
export function listed(names: readonly string[]): string {
  return new Intl.ListFormat("en-GB", { type: "disjunction" }).format(names);
}
