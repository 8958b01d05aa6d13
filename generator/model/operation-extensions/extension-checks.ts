import { quote } from "../../load/tree/quote.js";
import type { Operation } from "../types/operation.js";
import type { ExtensionObject, FieldValue } from "../extensions/extension-fields.js";
import { reportInvalid, suggestion } from "../extensions/extension-fields.js";
import type { FieldPath } from "../types/extensions.js";
import type { SchemaLookup } from "../traversal/dereference.js";
import {
  expandCompositions,
  entrySchemas,
  inputSchemas,
  itemSchemas,
  propertyNames,
  requestBodySchemas,
  schemasAt,
} from "../traversal/schemas-at-path.js";
import type { Schema } from "../types/schema.js";

/** Whether what an extension names is there. Each check reports what is not, where the extension says it, and returns false. */

/** A path leads somewhere below one of the schemas, which are those of the `side`: "request", "answer". */
export function requirePath(
  map: ExtensionObject,
  path: FieldValue<FieldPath>,
  roots: readonly Schema[],
  side: string,
  lookup: SchemaLookup,
): boolean {
  const known = path.value.findIndex((_, index) => schemasAt(roots, path.value.slice(0, index + 1), lookup).length === 0);
  if (known === -1) return true;
  const missing = path.value[known] ?? "";
  const holder = known === 0 ? `The ${side}` : `${quote(path.value.slice(0, known).join("."))} of the ${side}`;
  const names = propertyNames(schemasAt(roots, path.value.slice(0, known), lookup), lookup);
  return reportFault(map, path, `${holder} has no property ${quote(missing)}.`, missing, names);
}

/** The same, and what stands there is a list. */
export function requireList(
  map: ExtensionObject,
  path: FieldValue<FieldPath>,
  roots: readonly Schema[],
  side: string,
  lookup: SchemaLookup,
): boolean {
  if (!requirePath(map, path, roots, side, lookup)) return false;
  if (itemSchemas(schemasAt(roots, path.value, lookup), lookup).length > 0) return true;
  if (path.value.length === 0)
    return reportFault(map, path, `The ${side} is not a list; ${quote("items")} must be the path of its list.`);
  return reportFault(map, path, `${quote(path.value.join("."))} of the ${side} is not a list.`);
}

/** The same for a list or a map. */
export function requireEntries(
  map: ExtensionObject,
  path: FieldValue<FieldPath>,
  roots: readonly Schema[],
  side: string,
  lookup: SchemaLookup,
): boolean {
  if (!requirePath(map, path, roots, side, lookup)) return false;
  if (entrySchemas(schemasAt(roots, path.value, lookup), lookup).length > 0) return true;
  return reportFault(map, path, `${quote(path.value.join("."))} of the ${side} is neither a list nor a map.`);
}

/** The same, and what stands there is, as far as it is described, of a kind. */
export function requireKind(
  map: ExtensionObject,
  path: FieldValue<FieldPath>,
  answers: readonly Schema[],
  kind: "boolean" | "number",
  lookup: SchemaLookup,
): boolean {
  if (!requirePath(map, path, answers, "answer", lookup)) return false;
  if (mayBe(kind, schemasAt(answers, path.value, lookup), lookup)) return true;
  return reportFault(map, path, `${quote(path.value.join("."))} of the response is not a ${kind}.`);
}

/** A property that the items of a list have. */
export function requireItemProperty(
  map: ExtensionObject,
  field: FieldValue<string>,
  items: readonly Schema[],
  owner: string,
  lookup: SchemaLookup,
): boolean {
  if (schemasAt(items, [field.value], lookup).length > 0) return true;
  return reportFault(map, field, `${owner} has no property ${quote(field.value)}.`, field.value, propertyNames(items, lookup));
}

/** A parameter of the operation, or a property of its body. */
export function requireInput(
  map: ExtensionObject,
  input: FieldValue<string>,
  operation: Operation,
  lookup: SchemaLookup,
): boolean {
  const body = requestBodySchemas(operation);
  const parameters = operation.parameters.map((parameter) => parameter.name);
  if (parameters.includes(input.value) || schemasAt(body, [input.value], lookup).length > 0) return true;
  const message = `The operation has neither a parameter nor a body property ${quote(input.value)}.`;
  return reportFault(map, input, message, input.value, [...parameters, ...propertyNames(body, lookup)]);
}

/** The same, and it takes a number. */
export function requireNumberInput(
  map: ExtensionObject,
  input: FieldValue<string>,
  operation: Operation,
  lookup: SchemaLookup,
): boolean {
  if (!requireInput(map, input, operation, lookup)) return false;
  if (mayBe("number", inputSchemas(operation, input.value, lookup), lookup)) return true;
  return reportFault(map, input, `${quote(input.value)} does not accept a number.`);
}

function mayBe(kind: "boolean" | "number", schemas: readonly Schema[], lookup: SchemaLookup): boolean {
  return expandCompositions(schemas, lookup).some((schema) => {
    const values = schema.kind === "enum" ? schema.members.map(({ value }) => value) : [];
    return schema.kind === kind || schema.kind === "any" || values.some((value) => typeof value === kind);
  });
}

function reportFault(
  map: ExtensionObject,
  said: FieldValue<unknown>,
  message: string,
  written?: string,
  names: readonly string[] = [],
): false {
  const help = written !== undefined && names.length > 0 ? suggestion(written, names.slice(0, 20)) : undefined;
  reportInvalid(map.report, said.node, `${quote(map.name)}: ${message}`, help);
  return false;
}
