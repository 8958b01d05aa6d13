import Handlebars from "handlebars";

/** A compiled Handlebars template. */
export type CompiledTemplate = (data: object, options: { readonly helpers: Helpers }) => string;

interface Helpers {
  readonly [name: string]: (value: unknown) => string;
}

const options: PrecompileOptions = {
  strict: true,
  noEscape: true,
  preventIndent: true,
  knownHelpersOnly: true,
  knownHelpers: { json: true },
};

/** This is the only file that imports Handlebars. In the bundle another one stands in its place, which has all templates compiled. */
export function compileTemplate(_path: string, text: string): CompiledTemplate {
  return Handlebars.create().compile(text, options);
}

/** The JavaScript expression from which the runtime of Handlebars makes the same. */
export function precompileTemplate(text: string): string {
  const expression: unknown = Handlebars.precompile(text, options);
  if (typeof expression !== "string") throw new TypeError("Handlebars returned no text.");
  return expression;
}
