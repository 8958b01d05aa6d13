import type { Report } from "../../diagnostics.js";
import { diagnostic } from "../../diagnostics.js";
import type { ListNode, MapNode, Node, ScalarNode } from "./node.js";

/**
 * How the later stages read a tree. The plain readers ask nothing and answer `undefined` or nothing at all; the `read…` readers report
 * `wrong-type` where a field holds something else than it must, and go on as if the field were absent.
 */

const noFields: ReadonlyMap<string, Node> = new Map();

/** The field of a map; undefined where there is none, or no map. */
export function field(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === "map" ? node.fields.get(key) : undefined;
}

/** The fields of a map, in the order of the text; none where the node is no map. */
export function fieldsOf(node: Node | undefined): ReadonlyMap<string, Node> {
  return node?.kind === "map" ? node.fields : noFields;
}

/** The items of a list; none where the node is no list. */
export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.kind === "list" ? node.items : [];
}

/** The value of a scalar; undefined where the node is none. */
export function scalarOf(node: Node | undefined): ScalarNode["value"] | undefined {
  return node?.kind === "scalar" ? node.value : undefined;
}

/** The text of a string scalar; undefined where the node is none. */
export function stringOf(node: Node | undefined): string | undefined {
  const value = scalarOf(node);
  return typeof value === "string" ? value : undefined;
}

/** Whether a field starts with `x-`: what it holds is data, whatever it looks like. */
export function isExtension(key: string): boolean {
  return key.startsWith("x-");
}

export function readString(map: Node | undefined, key: string, report: Report): string | undefined {
  return expectString(field(map, key), code(key), report);
}

export function readBoolean(map: Node | undefined, key: string, report: Report): boolean | undefined {
  return expectBoolean(field(map, key), code(key), report);
}

/** A number; a bigint where it is an integer that a number cannot hold. */
export function readNumber(map: Node | undefined, key: string, report: Report): number | bigint | undefined {
  return expectNumber(field(map, key), code(key), report);
}

export function readList(map: Node | undefined, key: string, report: Report): ListNode | undefined {
  return expectList(field(map, key), code(key), report);
}

export function readMap(map: Node | undefined, key: string, report: Report): MapNode | undefined {
  return expectMap(field(map, key), code(key), report);
}

/** A list of strings; items that are none are reported and left out. */
export function readStrings(map: Node | undefined, key: string, report: Report): readonly string[] | undefined {
  const list = readList(map, key, report);
  return list?.items.flatMap((item) => expectString(item, `An item of ${code(key)}`, report) ?? []);
}

/** The field of a map that must have it; reports `missing-field` at the map. `owner` names the map in the message: "The operation". */
export function requireField(map: MapNode, key: string, owner: string, report: Report): Node | undefined {
  const found = map.fields.get(key);
  if (found === undefined) report(diagnostic("missing-field", map.place, `${owner} has no ${code(key)}, which is required.`));
  return found;
}

/** The `expect…` readers take the node itself; `subject` names it in the message: "`summary`", "An item of `tags`". */
export function expectString(node: Node | undefined, subject: string, report: Report): string | undefined {
  const value = scalarOf(node);
  if (typeof value === "string") return value;
  reportWrongType(node, subject, "a string", report);
  return undefined;
}

export function expectBoolean(node: Node | undefined, subject: string, report: Report): boolean | undefined {
  const value = scalarOf(node);
  if (typeof value === "boolean") return value;
  reportWrongType(node, subject, "a boolean", report);
  return undefined;
}

export function expectNumber(node: Node | undefined, subject: string, report: Report): number | bigint | undefined {
  const value = scalarOf(node);
  if (typeof value === "number" || typeof value === "bigint") return value;
  reportWrongType(node, subject, "a number", report);
  return undefined;
}

export function expectList(node: Node | undefined, subject: string, report: Report): ListNode | undefined {
  if (node?.kind === "list") return node;
  reportWrongType(node, subject, "a list", report);
  return undefined;
}

export function expectMap(node: Node | undefined, subject: string, report: Report): MapNode | undefined {
  if (node?.kind === "map") return node;
  reportWrongType(node, subject, "a map", report);
  return undefined;
}

/** Says that a node is not what it must be; an absent one is no fault. */
export function reportWrongType(node: Node | undefined, subject: string, wanted: string, report: Report): void {
  if (node === undefined) return;
  const quotable = wanted === "a string" && node.kind === "scalar" && node.value !== null;
  const advice = quotable ? { help: "Write the value in quotes." } : {};
  report(diagnostic("wrong-type", node.place, `${subject} must be ${wanted}, but is ${typeName(node)}.`, advice));
}

/** What a node is, in the words of a message: "a list", "null". */
export function typeName(node: Node): string {
  if (node.kind !== "scalar") return `a ${node.kind}`;
  if (node.value === null) return "null";
  return typeof node.value === "bigint" ? "a number" : `a ${typeof node.value}`;
}

const longestQuote = 120;

/** A text of the description within a message: between backticks, bounded. */
export function code(text: string): string {
  const bounded = text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text;
  return `\`${bounded}\``;
}
