import { quote } from "../../load/tree/quote.js";
import type { Operation } from "../types/operation.js";
import type { ExtensionMap, Said } from "../extensions/extension-fields.js";
import { invalid, suggestion } from "../extensions/extension-fields.js";
import type { FieldPath } from "../types/extensions.js";
import type { Lookup } from "../traversal/dereference.js";
import {
  concrete,
  entriesAt,
  inputSchemas,
  itemsAt,
  propertyNames,
  requestSchemas,
  schemasAt,
} from "../traversal/field-lookup.js";
import type { Schema } from "../types/schema.js";

/** Whether what an extension names is there. Each check reports what is not, where the extension says it, and returns false. */

/** A path leads somewhere below one of the schemas, which are those of the `side`: "request", "answer". */
export function requirePath(
  map: ExtensionMap,
  path: Said<FieldPath>,
  roots: readonly Schema[],
  side: string,
  lookup: Lookup,
): boolean {
  const known = path.value.findIndex((_, index) => schemasAt(roots, path.value.slice(0, index + 1), lookup).length === 0);
  if (known === -1) return true;
  const missing = path.value[known] ?? "";
  const holder = known === 0 ? `The ${side}` : `${quote(path.value.slice(0, known).join("."))} of the ${side}`;
  const names = propertyNames(schemasAt(roots, path.value.slice(0, known), lookup), lookup);
  return fault(map, path, `${holder} has no property ${quote(missing)}.`, missing, names);
}

/** The same, and what stands there is a list. */
export function requireList(
  map: ExtensionMap,
  path: Said<FieldPath>,
  roots: readonly Schema[],
  side: string,
  lookup: Lookup,
): boolean {
  if (!requirePath(map, path, roots, side, lookup)) return false;
  if (itemsAt(schemasAt(roots, path.value, lookup), lookup).length > 0) return true;
  if (path.value.length === 0) return fault(map, path, `The ${side} is no list; ${quote("items")} must say where its list is.`);
  return fault(map, path, `${quote(path.value.join("."))} of the ${side} is no list.`);
}

/** The same for a list or a map. */
export function requireEntries(
  map: ExtensionMap,
  path: Said<FieldPath>,
  roots: readonly Schema[],
  side: string,
  lookup: Lookup,
): boolean {
  if (!requirePath(map, path, roots, side, lookup)) return false;
  if (entriesAt(schemasAt(roots, path.value, lookup), lookup).length > 0) return true;
  return fault(map, path, `${quote(path.value.join("."))} of the ${side} is neither a list nor a map.`);
}

/** The same, and what stands there is, as far as it is described, of a kind. */
export function requireKind(
  map: ExtensionMap,
  path: Said<FieldPath>,
  answers: readonly Schema[],
  kind: "boolean" | "number",
  lookup: Lookup,
): boolean {
  if (!requirePath(map, path, answers, "answer", lookup)) return false;
  if (mayBe(kind, schemasAt(answers, path.value, lookup), lookup)) return true;
  return fault(map, path, `${quote(path.value.join("."))} of the answer is no ${kind}.`);
}

/** A property that the items of a list have. */
export function requireField(
  map: ExtensionMap,
  field: Said<string>,
  items: readonly Schema[],
  owner: string,
  lookup: Lookup,
): boolean {
  if (schemasAt(items, [field.value], lookup).length > 0) return true;
  return fault(map, field, `${owner} has no property ${quote(field.value)}.`, field.value, propertyNames(items, lookup));
}

/** A parameter of the operation, or a property of its body. */
export function takesInput(map: ExtensionMap, input: Said<string>, operation: Operation, lookup: Lookup): boolean {
  const body = requestSchemas(operation);
  const parameters = operation.parameters.map((parameter) => parameter.name);
  if (parameters.includes(input.value) || schemasAt(body, [input.value], lookup).length > 0) return true;
  const message = `The operation has no parameter and its body no property ${quote(input.value)}.`;
  return fault(map, input, message, input.value, [...parameters, ...propertyNames(body, lookup)]);
}

/** The same, and it takes a number. */
export function takesNumber(map: ExtensionMap, input: Said<string>, operation: Operation, lookup: Lookup): boolean {
  if (!takesInput(map, input, operation, lookup)) return false;
  if (mayBe("number", inputSchemas(operation, input.value, lookup), lookup)) return true;
  return fault(map, input, `${quote(input.value)} does not take a number.`);
}

function mayBe(kind: "boolean" | "number", schemas: readonly Schema[], lookup: Lookup): boolean {
  return concrete(schemas, lookup).some((schema) => {
    const values = schema.kind === "enum" ? schema.members.map(({ value }) => value) : [];
    return schema.kind === kind || schema.kind === "any" || values.some((value) => typeof value === kind);
  });
}

function fault(map: ExtensionMap, said: Said<unknown>, message: string, written?: string, names: readonly string[] = []): false {
  const help = written !== undefined && names.length > 0 ? suggestion(written, names.slice(0, 20)) : undefined;
  invalid(map.report, said.node, `${quote(map.name)}: ${message}`, help);
  return false;
}
