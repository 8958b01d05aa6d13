import type { Templates } from "../../load/read/read-templates.js";
import { compileTemplate } from "./compile-template.js";

/**
 * Fills a Handlebars template, for files in which only words vary. Templates use no helpers but the built-in ones and `json`, a missing name
 * throws, and all values must be escaped already.
 */
export function fillTemplate(templates: Templates, path: string, data: object): string {
  const template = compileTemplate(path, templateText(templates, path));
  return template(data, { helpers: { json: (value) => JSON.stringify(value) } });
}

/** The text of a file below `templates/`, unchanged. */
export function templateText(templates: Templates, path: string): string {
  const text = templates.get(path);
  if (text === undefined) throw new TypeError(`The template ${path} is missing.`);
  return text;
}
