import Handlebars from "handlebars";

/** A compiled Handlebars template. */
export type CompiledTemplate = (data: object, options: RenderOptions) => string;

interface RenderOptions {
  readonly helpers: { readonly [name: string]: (value: unknown) => string };
  /** Templates that the template may include, by name. */
  readonly partials?: { readonly [name: string]: string };
}

const options: PrecompileOptions = {
  strict: true,
  noEscape: true,
  preventIndent: true,
  knownHelpersOnly: true,
  knownHelpers: { json: true },
};

/** This is the only file that imports Handlebars with its compiler. */
export function compile(text: string): CompiledTemplate {
  const environment = Handlebars.create();
  const template = environment.compile(text, options);
  return (data, { helpers, partials = {} }) => {
    const compiled = Object.entries(partials).map(([name, partial]) => [name, environment.compile(partial, options)] as const);
    return template(data, { helpers, partials: Object.fromEntries(compiled) });
  };
}

/** The JavaScript expression from which the runtime of Handlebars makes the same. It also finds what is wrong with a template. */
export function precompile(text: string): string {
  const expression: unknown = Handlebars.precompile(text, options);
  if (typeof expression !== "string") throw new TypeError("Handlebars returned no text.");
  return expression;
}
