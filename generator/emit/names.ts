/** Words that no declaration may be called; a function of that name is declared with an underscore and exported as it should be. */
const reservedWords = new Set(
  `await break case catch class const continue debugger default delete do else enum export extends false finally for function if import in
  instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while
  with yield implements arguments eval async of`.split(/\s+/),
);

/** What an operation's function is called where it is declared. */
export function functionName(name: string): string {
  return reservedWords.has(name) ? `${name}_` : name;
}

/** What the functions of an operation's module call their own parameters and variables. */
export const ownLocals: readonly string[] = ["body", "client", "options", "page", "params"];

/** A parameter of the API as a local variable, kept apart from our own. */
export function localName(local: string): string {
  return ownLocals.includes(local) || reservedWords.has(local) ? `${local}_` : local;
}
