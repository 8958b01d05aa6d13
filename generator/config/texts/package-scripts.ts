import { applyEdits, modify, parse, type ParseError } from "jsonc-parser";
import { refuse } from "../../diagnostics.js";
import type { SourceText } from "../../load/documents/source.js";

const scripts = { generate: "specloom generate", "generate:check": "specloom check" } as const;

/** A `package.json` with the scripts. One that has a script of such a name keeps its own. */
export interface WithScripts {
  readonly text: string;
  readonly added: readonly string[];
  readonly kept: readonly string[];
}

/**
 * Adds the scripts; nothing else of the text changes, neither its indentation nor its line ends.
 *
 * @throws Refusal - `syntax` where the text is no JSON object, or its scripts are none.
 */
export function withScripts({ name, text }: SourceText): WithScripts {
  const present = scriptsOf(name, text);
  const known = Object.keys(scripts) as readonly (keyof typeof scripts)[];
  const added = known.filter((script) => !(script in present));
  const options = { formattingOptions: layoutOf(text) };
  const edited = added.reduce((now, script) => applyEdits(now, modify(now, ["scripts", script], scripts[script], options)), text);
  return { text: edited, added, kept: known.filter((script) => script in present && present[script] !== scripts[script]) };
}

function scriptsOf(source: string, text: string): { readonly [name: string]: unknown } {
  const errors: ParseError[] = [];
  const manifest: unknown = parse(text, errors, { disallowComments: true });
  const found = isObject(manifest) ? (manifest.scripts ?? {}) : undefined;
  if (errors.length > 0 || !isObject(found))
    refuse("syntax", { source }, "This is no package.json to which scripts can be added.", {
      help: "Mend it, and run init again. Nothing was written.",
    });
  return found;
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** How the text is laid out, by its first indented line. */
function layoutOf(text: string): { readonly insertSpaces: boolean; readonly tabSize: number; readonly eol: string } {
  const indentation = /^([ \t]+)\S/m.exec(text)?.[1] ?? "  ";
  return { insertSpaces: !indentation.startsWith("\t"), tabSize: indentation.length, eol: text.includes("\r\n") ? "\r\n" : "\n" };
}
