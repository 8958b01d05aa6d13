import { diagnostic, type Report } from "../../diagnostics.js";
import { field, itemsOf, stringOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { withFields, withoutFields } from "../objects/edit.js";

type Change = (parameter: MapNode, format: Node, report: Report) => MapNode;

interface FormatRule {
  readonly in: readonly string[];
  /** Every format if absent. */
  readonly formats?: readonly string[];
  readonly change: Change;
}

const unchanged: Change = (parameter) => parameter;

/** How a `collectionFormat` is carried over to OpenAPI 3; the first row that matches wins. */
// prettier-ignore
const formatRules: readonly FormatRule[] = [
  { in: ["query", "formData"], formats: ["csv", "ssv", "pipes", "multi"], change: unchanged },
  { in: ["formData"],          formats: ["tsv"],                          change: unchanged },
  { in: ["query"],             formats: ["tsv"],                          change: separatedByTabs },
  { in: ["path", "header"],    formats: ["csv"],                          change: unchanged },
  { in: ["path", "header"],    formats: ["ssv", "tsv", "pipes"],          change: serializedByCallers },
  { in: ["query", "formData", "path", "header"],                          change: separatedByCommas },
];

/** Replaces the formats of an operation's or path item's parameters that the upgrade does not know. */
export function withSupportedCollectionFormats(operation: MapNode, report: Report): MapNode {
  const parameters = field(operation, "parameters");
  if (parameters?.kind !== "list") return operation;
  const items = itemsOf(parameters).map((node) => (node.kind === "map" ? withSupportedCollectionFormat(node, report) : node));
  return withFields(operation, [["parameters", { ...parameters, items }]]);
}

/** The same for one parameter. */
export function withSupportedCollectionFormat(parameter: MapNode, report: Report): MapNode {
  const format = field(parameter, "collectionFormat");
  const written = stringOf(format);
  const place = stringOf(field(parameter, "in")) ?? "";
  if (format === undefined || written === undefined || stringOf(field(parameter, "type")) !== "array") return parameter;
  const rule = formatRules.find((row) => row.in.includes(place) && row.formats?.includes(written) !== false);
  return rule === undefined ? parameter : rule.change(parameter, format, report);
}

/** The style of an upgraded description that separates by tabs. OpenAPI 3 has none, so this is no name that anybody would write there. */
export const tabStyle = "collectionFormat: tsv";

function separatedByTabs(parameter: MapNode, { place }: Node): MapNode {
  return withFields(parameter, [
    ["collectionFormat", undefined],
    ["style", { kind: "scalar", value: tabStyle, place }],
    ["explode", { kind: "scalar", value: false, place }],
  ]);
}

/** What a string in place of an array cannot have. */
const arrayFields = ["collectionFormat", "items", "minItems", "maxItems", "uniqueItems", "default", "enum"];

function serializedByCallers(parameter: MapNode, format: Node, report: Report): MapNode {
  const why = "is possible in a query and in a form only, so callers must pass a serialized string.";
  report(diagnostic("unsupported", format.place, `${quoteFormat(format)} ${why}`));
  const string: Node = { kind: "scalar", value: "string", place: format.place };
  return withFields(withoutFields(parameter, arrayFields), [["type", string]]);
}

function separatedByCommas(parameter: MapNode, format: Node, report: Report): MapNode {
  const message = `${quoteFormat(format)} is not possible here; the array is sent separated by commas.`;
  report(diagnostic("unsupported", format.place, message));
  return withFields(parameter, [["collectionFormat", { kind: "scalar", value: "csv", place: format.place }]]);
}

function quoteFormat(format: Node): string {
  return quote(`collectionFormat: ${stringOf(format) ?? ""}`);
}
