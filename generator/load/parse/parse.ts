import { type Advice, type DiagnosticCode, type Report, refuse } from "../../diagnostics.js";
import { typeName } from "../tree/quote.js";
import { limits } from "../documents/limits.js";
import { parseJson } from "./parse-json.js";
import { parseYaml } from "./parse-yaml.js";
import type { ParsedSource, SourceText } from "../documents/source.js";
import type { ParsedTree } from "./parsed-tree.js";

/** Makes a tree of a text. Throws a Refusal where the text has no tree; reports what is wrong in one that has. */
type TreeParser = (text: SourceText, report: Report) => ParsedTree | undefined;

/**
 * Parses JSON or YAML.
 *
 * @throws Refusal - `syntax` with up to ten faults, `too-deep`, `not-openapi` where the root is no map
 */
export function parse(text: SourceText, report: Report): ParsedSource {
  return parseMap(text, "not-openapi", { help: "An OpenAPI description starts with the field `openapi`." }, report);
}

/** Parses a text that a description refers to: any map will do. */
export function parseReferenced(text: SourceText, report: Report): ParsedSource {
  return parseMap(text, "wrong-type", {}, report);
}

function parseMap(text: SourceText, otherwise: DiagnosticCode, advice: Advice, report: Report): ParsedSource {
  const { root, values = 0 } = parserOf(text)(text, firstOnly(report)) ?? {};
  if (root?.kind === "map") return { ...text, root, valueCount: values };
  const empty = root === undefined || text.text.trim() === "";
  const found = empty ? "The document is empty." : `The document is ${typeName(root)}, not a map.`;
  return refuse(otherwise, root?.place ?? { source: text.name }, found, advice);
}

function parserOf({ name, text }: SourceText): TreeParser {
  return name.toLowerCase().endsWith(".json") || /^\s*\{\s*["}]/.test(text) ? parseJson : parseYaml;
}

function firstOnly(report: Report): Report {
  let reported = 0;
  return (diagnostic) => {
    if (reported++ < limits.faults) report(diagnostic);
  };
}
