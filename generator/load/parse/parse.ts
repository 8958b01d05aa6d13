import { type Advice, type DiagnosticCode, type Report, refuse } from "../../diagnostics.js";
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
  return parseMap(text, "not-openapi", { help: "An OpenAPI description starts with the field `openapi`." }, report);
}

/** Parses a document that a description refers to. */
export function parseReferenced(text: SourceText, report: Report): ParsedSource {
  return parseMap(text, "wrong-type", {}, report);
}

function parseMap(text: SourceText, codeIfNoMap: DiagnosticCode, advice: Advice, report: Report): ParsedSource {
  const { root, valueCount = 0 } = parserOf(text)(text, limitFaults(report)) ?? {};
  if (root?.kind === "map") return { ...text, root, valueCount };
  const isEmpty = root === undefined || text.text.trim() === "";
  const found = isEmpty ? "The document is empty." : `The document is ${typeName(root)}, not a map.`;
  return refuse(codeIfNoMap, root?.place ?? { source: text.name }, found, advice);
}

function parserOf({ name, text }: SourceText): TreeParser {
  return name.toLowerCase().endsWith(".json") || /^\s*\{\s*["}]/.test(text) ? parseJson : parseYaml;
}

function limitFaults(report: Report): Report {
  let reported = 0;
  return (diagnostic) => {
    if (reported++ < limits.faults) report(diagnostic);
  };
}
