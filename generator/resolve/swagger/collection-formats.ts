import { diagnostic, type Report } from "../../diagnostics.js";
import { field, itemsOf, stringOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { withFields } from "../objects/edit.js";

const everywhere = ["csv"];
const repeatable = ["csv", "ssv", "pipes", "multi"];

/** The separators of list items that OpenAPI 3 knows, by where the list stands. */
const separators: ReadonlyMap<string, readonly string[]> = new Map([
  ["query", repeatable],
  ["formData", repeatable],
  ["path", everywhere],
  ["header", everywhere],
]);

/** Lists whose separator OpenAPI 3 has no word for are sent with commas, and that is said. */
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
  const known = separators.get(stringOf(field(parameter, "in")) ?? "");
  if (format === undefined || written === undefined || known === undefined || known.includes(written)) return parameter;
  const message = `${quote(`collectionFormat: ${written}`)} has no equivalent in OpenAPI 3; the array is sent separated by commas.`;
  report(diagnostic("unsupported", format.place, message));
  const commas: Node = { kind: "scalar", value: "csv", place: format.place };
  return withFields(parameter, [["collectionFormat", commas]]);
}
