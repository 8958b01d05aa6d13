/**
 * Text that may stand in a TypeScript file. Only the escapes of `literals.ts` and `tsdoc.ts`, the allocated names of the plan, and
 * this folder's own words make it; the writer of a module accepts nothing else, so no text of a description gets in unescaped.
 */
declare const brand: unique symbol;
export type Code = string & { readonly [brand]: "Code" };

/** One shape for every name that is printed: ASCII, no leading digit, bounded. */
const identifierPattern = /^[A-Za-z_$][A-Za-z0-9_$]{0,127}$/;

/** Our own words with pieces of code between them. The words are literals of this folder, so they need no escape. */
export function code(words: TemplateStringsArray, ...pieces: readonly Code[]): Code {
  return String.raw({ raw: words }, ...pieces) as Code;
}

/** Pieces with our own separator between them. */
export function join(pieces: readonly Code[], separator: " " | ", " | "; " | "\n" | " | " | " & " | " ?? " | "" | "."): Code {
  return pieces.join(separator) as Code;
}

/** A name that the plan allocated. Anything else is a bug of an earlier stage, so it stops the run instead of becoming code. */
export function identifier(name: string): Code {
  if (!isIdentifier(name)) throw new TypeError(`Not a name that may be printed: ${JSON.stringify(name)}`);
  return name as Code;
}

export function isIdentifier(name: string): boolean {
  return identifierPattern.test(name);
}

/** Marks the result of an escape. Called by `literals.ts` and `tsdoc.ts`, and by nothing else. */
export function escaped(text: string): Code {
  return text as Code;
}
