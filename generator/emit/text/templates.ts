import Handlebars from "handlebars";
import type { Templates } from "../../load/read/read-templates.js";

/**
 * Fills a Handlebars template. This is the only file that imports Handlebars; it is for files in which only words vary. Templates use no
 * helpers but the built-in ones and `json`, a missing name throws, and all values must be escaped already.
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

/** The text of a file below `templates/`, unchanged. */
export function templateText(templates: Templates, path: string): string {
  const text = templates.get(path);
  if (text === undefined) throw new TypeError(`The template ${path} is missing.`);
  return text;
}
