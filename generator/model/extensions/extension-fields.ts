import type { Report } from "../../diagnostics.js";
import { diagnostic } from "../../diagnostics.js";
import { field, itemsOf, scalarOf } from "../../load/tree/fields.js";
import { quote, typeName } from "../../load/tree/quote.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { closestName } from "../../resolve/references/closest-name.js";
import type { FieldPath } from "../types/extensions.js";

/** The map of an extension while it is read. Errors in it are reported as `extension-invalid`. */
export interface ExtensionObject {
  /** The name in messages: `x-specloom-pages`. */
  readonly name: string;
  readonly node: MapNode;
  readonly report: Report;
}

/** A value with its node, so that later checks against the rest of the description can report its place. */
export interface FieldValue<Value> {
  readonly value: Value;
  readonly node: Node;
}

/** The map of an extension. Reports nodes that are not maps, and unknown fields. */
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

/** Reads a field that must be present. */
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
  return readField(map, key, "a non-empty string", (node) => {
    const value = scalarOf(node);
    return typeof value === "string" && value !== "" ? value : undefined;
  });
}

export function integerField(map: ExtensionObject, key: string): FieldValue<number> | undefined {
  return readField(map, key, "an integer greater than zero", (node) => {
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
  return readField(map, key, "a list of strings", nonEmptyStringsOf);
}

/** `paging.next.after`: property names separated by dots. */
export function pathField(map: ExtensionObject, key: string): FieldValue<FieldPath> | undefined {
  return readField(map, key, "property names separated by dots", (node) => {
    const value = scalarOf(node);
    const names = typeof value === "string" ? value.split(".") : [""];
    return names.includes("") ? undefined : names;
  });
}

export function positiveNumberOf(node: Node): number | undefined {
  const value = scalarOf(node);
  return typeof value === "number" && Number.isFinite(value) && value > 0 ? value : undefined;
}

/** The name of a header, which is a token (RFC 9110, section 5.1). */
export function headerNameOf(node: Node): string | undefined {
  const value = scalarOf(node);
  return typeof value === "string" && /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(value) ? value : undefined;
}

/** A list of at least one string, all of them non-empty. */
export function nonEmptyStringsOf(node: Node): readonly string[] | undefined {
  const values = itemsOf(node).flatMap((item) => {
    const value = scalarOf(item);
    return typeof value === "string" && value !== "" ? [value] : [];
  });
  return values.length > 0 && values.length === itemsOf(node).length ? values : undefined;
}

/** Reads a field. If `read` returns undefined, the field is reported as not being what `wanted` describes. */
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

/** Reports an invalid extension. */
export function reportInvalid(report: Report, node: Node, message: string, help?: string): void {
  report(diagnostic("extension-invalid", node.place, message, help === undefined ? {} : { help }));
}

export function suggestion(written: string, known: readonly string[]): string {
  const similar = closestName(written, known);
  return similar === undefined ? `Known are ${known.map(quote).join(", ")}.` : `Did you mean ${quote(similar)}?`;
}
