import { Document } from "yaml";
import { toJson } from "../../load/tree/json.js";
import type { Node, ScalarNode } from "../../load/tree/node.js";

/** The fields that come first where they stand at the root; all others are in the order of their names. */
const leadingFields = ["openapi", "swagger", "info"];

/** Lists whose order means nothing, and what their items are sorted by. */
const unorderedLists: ReadonlyMap<string, readonly string[]> = new Map([
  ["parameters", ["$ref", "in", "name"]],
  ["required", []],
  ["tags", ["name"]],
]);

/** Values that are not OpenAPI: their lists stay as they are. */
const plainValues = /^(?:example|examples|default|const|enum|x-.*)$/;

/** Maps whose keys are names that the description chooses: a property may be called `default`, and a response is. */
const namedMaps: ReadonlySet<string> = new Set(["properties", "responses", "headers", "schemas"]);

/** What YAML and JSON are written from. A `Map`, so that keys such as `200` and `__proto__` keep their places. */
type Canonical = ScalarNode["value"] | readonly Canonical[] | ReadonlyMap<string, Canonical>;

/** A description as a text in which only its meaning counts, as YAML or as JSON like the file that it replaces. */
export function canonicalDescription(root: Node, fileName: string): string {
  const value = canonical(root, { field: "", isRoot: true, isPlain: false });
  return /\.ya?ml$/i.test(fileName) ? yamlText(value) : `${jsonText(value, "")}\n`;
}

/** Where a value stands. */
interface Position {
  /** The field that holds it, also through lists. */
  readonly field: string;
  readonly isRoot: boolean;
  readonly isPlain: boolean;
}

function canonical(node: Node, position: Position): Canonical {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return itemsInOrder(node.items, position).map((item) => canonical(item, position));
  const rank = (name: string) => (position.isRoot ? leading(name) : 0);
  const fields = [...node.fields].sort(([a], [b]) => rank(a) - rank(b) || compareTexts(a, b));
  return new Map(
    fields.map(([name, value]) => {
      const isPlain = position.isPlain || (plainValues.test(name) && !namedMaps.has(position.field));
      return [name, canonical(value, { field: name, isRoot: false, isPlain })];
    }),
  );
}

function itemsInOrder(items: readonly Node[], { field, isPlain }: Position): readonly Node[] {
  const keys = unorderedLists.get(field);
  return isPlain || keys === undefined ? items : sortedItems(items, keys);
}

function sortedItems(items: readonly Node[], keys: readonly string[]): readonly Node[] {
  const keyOf = (item: Node) =>
    item.kind === "map" ? JSON.stringify(keys.map((key) => item.fields.get(key)).map((one) => (one ? toJson(one) : ""))) : "";
  const textOf = (item: Node) => keyOf(item) || JSON.stringify(toJson(item));
  return [...items].sort((a, b) => compareTexts(textOf(a), textOf(b)));
}

function leading(name: string): number {
  const index = leadingFields.indexOf(name);
  return index < 0 ? leadingFields.length : index;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function yamlText(value: Canonical): string {
  return new Document(value, { aliasDuplicateObjects: false }).toString({ lineWidth: 0 });
}

/** JSON with two spaces, as `JSON.stringify` writes it, which knows neither `Map` nor bigint. */
function jsonText(value: Canonical, indent: string): string {
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const [open, close, items] = isList(value)
    ? ["[", "]", value.map((item) => jsonText(item, inner))]
    : ["{", "}", [...value].map(([key, item]) => `${JSON.stringify(key)}: ${jsonText(item, inner)}`)];
  if (items.length === 0) return open + close;
  return `${open}\n${items.map((item) => inner + item).join(",\n")}\n${indent}${close}`;
}

function isList(value: readonly Canonical[] | ReadonlyMap<string, Canonical>): value is readonly Canonical[] {
  return Array.isArray(value);
}
