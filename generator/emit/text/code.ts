/**
 * TypeScript source text. It is made only by the escaping functions of `literals.ts` and `tsdoc.ts`, by `identifier` for names of the plan,
 * and by tagged templates in this folder. The functions that write a module accept nothing else, so text of a description is always escaped.
 */
declare const brand: unique symbol;
export type Code = string & { readonly [brand]: "Code" };

/** Names that may be printed: identifiers of at most 128 characters, none of them invisible. */
const identifierPattern = /^(?!.*\p{Default_Ignorable_Code_Point})[\p{ID_Start}_$][\p{ID_Continue}$]{0,127}$/u;

/** Tag of templates: source text written in this folder, which needs no escaping, with pieces of code between. */
export function code(strings: TemplateStringsArray, ...pieces: readonly Code[]): Code {
  return interpolate(strings, pieces) as Code;
}

/** What `String.raw` does, several times as fast. Nearly all text of a package comes through here. */
export function interpolate(strings: TemplateStringsArray, pieces: readonly string[]): string {
  let text = strings[0] ?? "";
  for (let index = 0; index < pieces.length; index++) text += (pieces[index] ?? "") + (strings[index + 1] ?? "");
  return text;
}

/** Joins pieces of code. The separators are listed, so that none can come from a description. */
export function join(pieces: readonly Code[], separator: " " | ", " | "; " | "\n" | " | " | " & " | " ?? " | "" | "."): Code {
  return pieces.join(separator) as Code;
}

/** A name that the plan assigned. Any other text is a bug of an earlier stage: it throws instead of becoming code. */
export function identifier(name: string): Code {
  // Nearly all names are of ASCII, and the other pattern takes long to compile.
  if (!isIdentifier(name) && !identifierPattern.test(name))
    throw new TypeError(`Not a name that may be printed: ${JSON.stringify(name)}`);
  return name as Code;
}

/** Whether a name of the description may be printed without quotes. Its letters may be of any look, so only those of ASCII are. */
export function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][A-Za-z0-9_$]{0,127}$/.test(name);
}

/** Marks text as escaped. Only functions that escape or print source text may call it. */
export function escaped(text: string): Code {
  return text as Code;
}
