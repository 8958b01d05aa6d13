import { refuse } from "../../diagnostics.js";
import type { SourceText } from "../../load/documents/source.js";
import type { Templates } from "../../load/read/read-templates.js";
import { closestName } from "../../resolve/references/closest-name.js";
import { fillTemplate, templateText } from "../text/templates.js";
import { type ReadmeTemplate, templatePath, templatePaths } from "./sections.js";

/** Templates of the user by their paths, which are laid over those of specloom. */
export type OwnTemplates = ReadonlyMap<string, SourceText>;

/** Fills a template of the README with values that are escaped for Markdown. */
export type FillWords = (name: ReadmeTemplate, data: object) => string;

/**
 * The words of the README: those of the user where there are any. Handlebars' compiler is loaded only for them.
 *
 * @throws Refusal - `template-unknown`, `template-failed`; the latter also when a template is filled.
 */
export async function readmeWords(templates: Templates, own: OwnTemplates): Promise<FillWords> {
  const ours = (name: ReadmeTemplate) => `package/${templatePath(name)}`;
  for (const [path, { name }] of own) if (!templatePaths.includes(path)) refuseUnknown(path, name);
  if (own.size === 0) return (name, data) => fillTemplate(templates, ours(name), data);
  const { compileOwnTemplate } = await import("./own-template.js");
  const compiled = new Map([...own].map(([path, source]) => [path, compileOwnTemplate(source)]));
  return (name, data) => {
    const template = compiled.get(templatePath(name));
    return template === undefined
      ? fillTemplate(templates, ours(name), data)
      : template(data, templateText(templates, ours(name)));
  };
}

function refuseUnknown(path: string, source: string): never {
  const near = closestName(path, templatePaths);
  const meant = near === undefined ? "" : ` Did you mean \`${near}\`?`;
  refuse("template-unknown", { source }, `specloom has no template \`${path}\` that this could take the place of.${meant}`, {
    help: `Its templates are ${templatePaths.join(", ")}.`,
  });
}
