import { refuse } from "../../diagnostics.js";
import type { SourceText } from "../../load/documents/source.js";
import { printable } from "../../load/tree/printable.js";
import { closestName } from "../../resolve/references/closest-name.js";
import { compile, precompile } from "../text/handlebars.js";

/** The name by which a template of the user includes the one that it takes the place of. */
const original = "original";

/** Fills a template of the user. */
export type OwnTemplate = (data: object, originalText: string) => string;

/**
 * Compiles a template of the user. It can use what templates of specloom use: values, the built-in helpers, and `json`.
 *
 * @throws Refusal - `template-failed`, also when it is filled.
 */
export function compileOwnTemplate(source: SourceText): OwnTemplate {
  const blaming = <T>(work: () => T, names: readonly string[]): T => {
    try {
      return work();
    } catch (thrown) {
      return refuseTemplate(source, thrown instanceof Error ? thrown : new Error(String(thrown)), names);
    }
  };
  blaming(() => precompile(source.text), []);
  const template = compile(source.text);
  const helpers = { json: (value: unknown) => JSON.stringify(value) };
  return (data, originalText) =>
    blaming(() => template(data, { helpers, partials: { [original]: originalText } }), Object.keys(data));
}

/** What a message of Handlebars is about: the text between two parts of it. */
interface Fault {
  readonly between: readonly [start: string, end: string];
  readonly tell: (found: string, names: readonly string[]) => readonly [message: string, help: string];
}

/** First match wins. */
const faults: readonly Fault[] = [
  {
    between: ["used the unknown helper ", ""],
    tell: (name) => [`There is no helper \`${name}\`.`, "The helpers are if, unless, each, with, lookup and json."],
  },
  {
    between: ["The partial ", " could not be found"],
    tell: (name) => [
      `There is no template \`${name}\` to include.`,
      "The only one is {{> original}}: what this template takes the place of.",
    ],
  },
  {
    between: ['"', '" not defined in '],
    tell: (name, names) => [
      `There is no value \`${name}\` here.${meant(name, names)}`,
      "docs/templates.md lists the values. Within {{#each}} and {{#with}}, `../` leads to those outside.",
    ],
  },
  {
    between: [", got ", ""],
    tell: (found) => [
      found === "'EOF'" ? "The template ends within a block." : "This line cannot be parsed as Handlebars.",
      "Each {{ needs its }}, and each {{#if}} or {{#each}} its {{/if}} or {{/each}}.",
    ],
  },
];

function refuseTemplate(source: SourceText, { message: told }: Error, names: readonly string[]): never {
  const what = told.replace(/ - \d+:\d+$/, "");
  for (const { between, tell } of faults) {
    const found = textBetween(what, between);
    if (found === undefined) continue;
    const [message, help] = tell(printable(found), names);
    refuse("template-failed", { source: source.name, offset: offsetOf(source.text, told, found) }, message, { help });
  }
  refuse(
    "template-failed",
    { source: source.name, offset: offsetOf(source.text, told, "") },
    `The template cannot be filled: ${printable(what)}.`,
    {
      help: "Mend the template, or remove it.",
    },
  );
}

/** Handlebars tells a line and mostly a column; of a template that it cannot include, only the name. */
function offsetOf(text: string, told: string, found: string): number {
  if (told.startsWith("The partial ")) return text.indexOf(found, text.indexOf("{{>"));
  const [, parsed = "1"] = /^Parse error on line (\d+)/.exec(told) ?? [];
  const [, line = parsed, column = "0"] = / - (\d+):(\d+)$/.exec(told) ?? [];
  const before = text.split("\n").slice(0, Number(line) - 1);
  return before.reduce((offset, { length }) => offset + length + 1, 0) + Number(column);
}

function textBetween(text: string, [start, end]: readonly [string, string]): string | undefined {
  const from = text.indexOf(start);
  const to = end === "" ? text.length : text.indexOf(end, from + start.length);
  return from < 0 || to < 0 ? undefined : text.slice(from + start.length, to);
}

function meant(name: string, names: readonly string[]): string {
  const near = closestName(name, names);
  return near === undefined ? "" : ` Did you mean \`${near}\`?`;
}
