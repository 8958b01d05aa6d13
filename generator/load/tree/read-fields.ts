import { diagnostic, type Report } from "../../diagnostics.js";
import { field, scalarOf } from "./fields.js";
import type { ListNode, MapNode, Node } from "./node.js";
import { quote, typeName } from "./quote.js";

/** Typed access to fields. A value of another type is reported as `wrong-type` and treated as absent. */

export function readString(map: Node | undefined, key: string, report: Report): string | undefined {
  const found = field(map, key);
  return found && expectString(found, quote(key), report);
}

export function readBoolean(map: Node | undefined, key: string, report: Report): boolean | undefined {
  const found = field(map, key);
  return found && expectBoolean(found, quote(key), report);
}

/** A number, or a bigint if it is an integer that is not a safe integer. */
export function readNumber(map: Node | undefined, key: string, report: Report): number | bigint | undefined {
  const found = field(map, key);
  return found && expectNumber(found, quote(key), report);
}

export function readList(map: Node | undefined, key: string, report: Report): ListNode | undefined {
  const found = field(map, key);
  return found && expectList(found, quote(key), report);
}

export function readMap(map: Node | undefined, key: string, report: Report): MapNode | undefined {
  const found = field(map, key);
  return found && expectMap(found, quote(key), report);
}

/** A list of strings; items of another type are reported and left out. */
export function readStrings(map: Node | undefined, key: string, report: Report): readonly string[] | undefined {
  const list = readList(map, key, report);
  return list?.items.flatMap((item) => expectString(item, `An item of ${quote(key)}`, report) ?? []);
}

/** A required field; if it is absent, `missing-field` is reported. `owner` names the map in the message: "The operation". */
export function requireField(map: MapNode, key: string, owner: string, report: Report): Node | undefined {
  const found = map.fields.get(key);
  if (found === undefined) report(diagnostic("missing-field", map.place, `${owner} has no ${quote(key)}, which is required.`));
  return found;
}

/** The `expect…` functions take the node itself; `subject` names it in the message: "`summary`", "An item of `tags`". */
export function expectString(node: Node | undefined, subject: string, report: Report): string | undefined {
  const value = scalarOf(node);
  if (typeof value === "string") return value;
  reportWrongType(node, subject, "a string", report);
  return undefined;
}

/** A string for readers, or a part of a URL. YAML reads a version or a port without quotes as a number, whose meaning is clear. */
export function expectText(node: Node | undefined, subject: string, report: Report): string | undefined {
  const value = scalarOf(node);
  if (node === undefined || value === undefined || value === null || typeof value === "string")
    return expectString(node, subject, report);
  const text = String(value);
  const message = `${subject} must be a string, but is ${typeName(node)}; it is read as ${quote(text)}.`;
  report(diagnostic("value-tolerated", node.place, message, { help: "Write the value in quotes." }));
  return text;
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

/** Reports that a node is of the wrong type; an absent node is not reported. */
export function reportWrongType(node: Node | undefined, subject: string, wanted: string, report: Report): void {
  if (node === undefined) return;
  const quotable = wanted === "a string" && node.kind === "scalar" && node.value !== null;
  const advice = quotable ? { help: "Write the value in quotes." } : {};
  report(diagnostic("wrong-type", node.place, `${subject} must be ${wanted}, but is ${typeName(node)}.`, advice));
}
