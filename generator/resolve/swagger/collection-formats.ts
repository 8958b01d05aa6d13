import { diagnostic, type Report } from "../../diagnostics.js";
import { field, itemsOf, stringOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { withFields } from "../objects/edit.js";

const commaOnly = ["csv"];
const repeatable = ["csv", "ssv", "pipes", "multi"];

/** The values of `collectionFormat` that OpenAPI 3 can express with `style` and `explode`, by the parameter's `in`. */
const supportedFormats: ReadonlyMap<string, readonly string[]> = new Map([
  ["query", repeatable],
  ["formData", repeatable],
  ["path", commaOnly],
  ["header", commaOnly],
]);

/** Replaces unsupported formats of an operation's or path item's parameters by `csv`, with a warning. */
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
  const supported = supportedFormats.get(stringOf(field(parameter, "in")) ?? "");
  if (format === undefined || written === undefined || supported === undefined || supported.includes(written)) return parameter;
  const message = `${quote(`collectionFormat: ${written}`)} has no equivalent in OpenAPI 3; the array is sent separated by commas.`;
  report(diagnostic("unsupported", format.place, message));
  const commas: Node = { kind: "scalar", value: "csv", place: format.place };
  return withFields(parameter, [["collectionFormat", commas]]);
}
