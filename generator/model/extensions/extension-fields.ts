import type { Report } from "../../diagnostics.js";
import { diagnostic } from "../../diagnostics.js";
import { field, itemsOf, scalarOf } from "../../load/tree/fields.js";
import { quote, typeName } from "../../load/tree/quote.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { closestName } from "../../resolve/references/closest-name.js";
import type { FieldPath } from "../types/extensions.js";

/** The map of an extension while it is read. Every fault in it is `extension-invalid`, at the place where it stands. */
export interface ExtensionObject {
  /** What messages call it: `x-specloom-pages`. */
  readonly name: string;
  readonly node: MapNode;
  readonly report: Report;
}

/** A value, with the node that said it: checks against the rest of the description need the place. */
export interface FieldValue<Value> {
  readonly value: Value;
  readonly node: Node;
}

/** Opens the map of an extension; reports what is no map, and each field that is not known. */
export function openExtension(
  name: string,
  node: Node | undefined,
  known: readonly string[],
  report: Report,
): ExtensionObject | undefined {
  if (node?.kind !== "map") {
    if (node !== undefined) reportInvalid(report, node, `${quote(name)} must be a map, but is ${typeName(node)}.`);
    return undefined;
  }
  for (const [key, value] of node.fields) {
    if (!known.includes(key)) reportInvalid(report, value, `${quote(name)} has no field ${quote(key)}.`, suggestion(key, known));
  }
  return { name, node, report };
}

/** The field that must be there. */
export function requiredField<Value>(
  map: ExtensionObject,
  key: string,
  read: (map: ExtensionObject, key: string) => Value | undefined,
): Value | undefined {
  if (map.node.fields.has(key)) return read(map, key);
  reportInvalid(map.report, map.node, `${quote(map.name)} has no ${quote(key)}, which is required.`);
  return undefined;
}

export function stringField(map: ExtensionObject, key: string): FieldValue<string> | undefined {
  return readField(map, key, "a text that is not empty", (node) => {
    const value = scalarOf(node);
    return typeof value === "string" && value !== "" ? value : undefined;
  });
}

export function integerField(map: ExtensionObject, key: string): FieldValue<number> | undefined {
  return readField(map, key, "a whole number greater than zero", (node) => {
    const value = scalarOf(node);
    return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : undefined;
  });
}

export function numberField(map: ExtensionObject, key: string): FieldValue<number> | undefined {
  return readField(map, key, "a number greater than zero", positiveNumberOf);
}

export function booleanField(map: ExtensionObject, key: string): FieldValue<boolean> | undefined {
  return readField(map, key, "`true` or `false`", (node) => {
    const value = scalarOf(node);
    return typeof value === "boolean" ? value : undefined;
  });
}

export function stringListField(map: ExtensionObject, key: string): FieldValue<readonly string[]> | undefined {
  return readField(map, key, "a list of texts", nonEmptyStringsOf);
}

/** `paging.next.after`: the names of properties, with a dot between them. */
export function pathField(map: ExtensionObject, key: string): FieldValue<FieldPath> | undefined {
  return readField(map, key, "the names of properties with a dot between them", (node) => {
    const value = scalarOf(node);
    const names = typeof value === "string" ? value.split(".") : [""];
    return names.includes("") ? undefined : names;
  });
}

export function positiveNumberOf(node: Node): number | undefined {
  const value = scalarOf(node);
  return typeof value === "number" && Number.isFinite(value) && value > 0 ? value : undefined;
}

/** RFC 9110, section 5.1: a field's name is a token. */
export function headerNameOf(node: Node): string | undefined {
  const value = scalarOf(node);
  return typeof value === "string" && /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(value) ? value : undefined;
}

/** A list of texts that is not empty. */
export function nonEmptyStringsOf(node: Node): readonly string[] | undefined {
  const values = itemsOf(node).flatMap((item) => {
    const value = scalarOf(item);
    return typeof value === "string" && value !== "" ? [value] : [];
  });
  return values.length > 0 && values.length === itemsOf(node).length ? values : undefined;
}

/** Reads a field by a function that returns undefined for what it does not want; `wanted` says in the message what it does. */
export function readField<Value>(
  map: ExtensionObject,
  key: string,
  wanted: string,
  read: (node: Node) => Value | undefined,
): FieldValue<Value> | undefined {
  const node = field(map.node, key);
  if (node === undefined) return undefined;
  const value = read(node);
  if (value !== undefined) return { value, node };
  reportInvalid(map.report, node, `${quote(key)} of ${quote(map.name)} must be ${wanted}.`);
  return undefined;
}

/** Reports a fault of an extension. */
export function reportInvalid(report: Report, node: Node, message: string, help?: string): void {
  report(diagnostic("extension-invalid", node.place, message, help === undefined ? {} : { help }));
}

export function suggestion(written: string, known: readonly string[]): string {
  const meant = closestName(written, known);
  return meant === undefined ? `Known are ${known.map(quote).join(", ")}.` : `Did you mean ${quote(meant)}?`;
}
