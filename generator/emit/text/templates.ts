import Handlebars from "handlebars";
import type { Templates } from "../../load/read/read-templates.js";

/**
 * The only door to handlebars, for texts in which nothing but words varies. A template has no logic beyond what handlebars brings, a
 * name that it does not find stops the run, and what stands in it was escaped for its place before.
 */
export function fillTemplate(templates: Templates, path: string, data: object): string {
  const text = templates.get(path);
  if (text === undefined) throw new TypeError(`The template ${path} is missing.`);
  const engine = Handlebars.create();
  const template = engine.compile(text, {
    strict: true,
    noEscape: true,
    preventIndent: true,
    knownHelpersOnly: true,
    knownHelpers: { json: true },
  });
  return template(data, { helpers: { json: (value: unknown) => JSON.stringify(value) } });
}

/** A file of `templates/` as it is. */
export function templateText(templates: Templates, path: string): string {
  const text = templates.get(path);
  if (text === undefined) throw new TypeError(`The template ${path} is missing.`);
  return text;
}
