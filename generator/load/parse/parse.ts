import { type Report, refuse } from "../../diagnostics.js";
import { rootPlace } from "../tree/pointer.js";
import { typeName } from "../tree/quote.js";
import { limits } from "../documents/limits.js";
import { parseJson } from "./parse-json.js";
import { parseYaml } from "./parse-yaml.js";
import type { ParsedSource, SourceText } from "../documents/source.js";
import type { ParsedTree } from "./parsed-tree.js";

/** Parses a text into a tree. Throws a Refusal for invalid syntax; other faults are reported. */
type TreeParser = (text: SourceText, report: Report) => ParsedTree | undefined;

/**
 * Parses JSON or YAML.
 *
 * @throws Refusal - `syntax` with up to ten faults, `too-deep`, `not-openapi` if the root is not a map
 */
export function parse(text: SourceText, report: Report): ParsedSource {
  if (/^\s*<(?:!doctype|html|\?xml)\b/i.test(text.text)) refuseMarkup(text);
  const { root, valueCount = 0 } = parserOf(text)(text, limitFaults(report)) ?? {};
  if (root?.kind === "map") return { ...text, root, valueCount };
  const isEmpty = root === undefined || text.text.trim() === "";
  const found = isEmpty ? "The document is empty." : `The document is ${typeName(root)}, not a map.`;
  const help = "An OpenAPI description starts with the field `openapi`.";
  return refuse("not-openapi", root?.place ?? { source: text.name }, found, { help });
}

/** What a server sends in place of a description: a page that shows it, a login, an error. */
function refuseMarkup({ name }: SourceText): never {
  refuse("not-openapi", { source: name }, "The document is an HTML or XML page, and no OpenAPI description.", {
    help: "Name the address of the JSON or YAML itself. If it needs a login, download it and name the file.",
  });
}

/** Parses a document that a description refers to: a map, a list, or a text such as the Markdown of a description. */
export function parseReferenced(text: SourceText, report: Report): ParsedTree {
  if (isProse(text)) return { root: { kind: "scalar", value: text.text, place: rootPlace(text.name, 0) }, valueCount: 1 };
  const tree = parserOf(text)(text, limitFaults(report));
  if (tree === undefined || text.text.trim() === "") return refuse("wrong-type", { source: text.name }, "The document is empty.");
  return tree;
}

/** A text that is neither JSON nor YAML. */
function isProse({ name }: SourceText): boolean {
  return /\.(?:md|markdown|txt)$/i.test(name);
}

function parserOf(text: SourceText): TreeParser {
  return isJson(text) ? parseJson : parseYaml;
}

/** Whether a text is read as JSON, and not as YAML. */
export function isJson({ name, text }: SourceText): boolean {
  return name.toLowerCase().endsWith(".json") || /^\s*\{\s*["}]/.test(text);
}

function limitFaults(report: Report): Report {
  let reported = 0;
  return (diagnostic) => {
    if (reported++ < limits.faults) report(diagnostic);
  };
}
