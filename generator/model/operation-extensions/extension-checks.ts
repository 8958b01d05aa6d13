import { quote } from "../../load/tree/quote.js";
import type { Operation } from "../types/operation.js";
import type { ExtensionObject, FieldValue } from "../extensions/extension-fields.js";
import { reportInvalid, suggestion } from "../extensions/extension-fields.js";
import type { FieldPath } from "../types/extensions.js";
import type { SchemaLookup } from "../traversal/dereference.js";
import {
  entrySchemas,
  expandCompositions,
  inputSchemas,
  itemSchemas,
  propertyNames,
  schemasAt,
} from "../traversal/schemas-at-path.js";
import { requestBodySchemas } from "../traversal/operation-schemas.js";
import type { Schema } from "../types/schema.js";

/** Checks that the fields that an extension names exist. A failed check is reported at the extension and returns false. */

/** The path exists in one of the schemas. `owner` names them in the message: "request", "response". */
export function requirePath(
  map: ExtensionObject,
  path: FieldValue<FieldPath>,
  roots: readonly Schema[],
  owner: string,
  lookup: SchemaLookup,
): boolean {
  const missingIndex = path.value.findIndex((_, index) => schemasAt(roots, path.value.slice(0, index + 1), lookup).length === 0);
  if (missingIndex === -1) return true;
  const missing = path.value[missingIndex] ?? "";
  const subject = missingIndex === 0 ? `The ${owner}` : `${quote(path.value.slice(0, missingIndex).join("."))} of the ${owner}`;
  const names = propertyNames(schemasAt(roots, path.value.slice(0, missingIndex), lookup), lookup);
  return reportFault(map, path, `${subject} has no property ${quote(missing)}.`, missing, names);
}

/** The same, and the path leads to an array. */
export function requireList(
  map: ExtensionObject,
  path: FieldValue<FieldPath>,
  roots: readonly Schema[],
  owner: string,
  lookup: SchemaLookup,
): boolean {
  if (!requirePath(map, path, roots, owner, lookup)) return false;
  if (itemSchemas(schemasAt(roots, path.value, lookup), lookup).length > 0) return true;
  if (path.value.length === 0)
    return reportFault(map, path, `The ${owner} is not a list; ${quote("items")} must be the path of its list.`);
  return reportFault(map, path, `${quote(path.value.join("."))} of the ${owner} is not a list.`);
}

/** The same for an array or an object. */
export function requireEntries(
  map: ExtensionObject,
  path: FieldValue<FieldPath>,
  roots: readonly Schema[],
  owner: string,
  lookup: SchemaLookup,
): boolean {
  if (!requirePath(map, path, roots, owner, lookup)) return false;
  if (entrySchemas(schemasAt(roots, path.value, lookup), lookup).length > 0) return true;
  return reportFault(map, path, `${quote(path.value.join("."))} of the ${owner} is neither a list nor a map.`);
}

/** The path exists in the response, and its schema allows this type. */
export function requireKind(
  map: ExtensionObject,
  path: FieldValue<FieldPath>,
  responses: readonly Schema[],
  kind: "boolean" | "number",
  lookup: SchemaLookup,
): boolean {
  if (!requirePath(map, path, responses, "response", lookup)) return false;
  if (mayBe(kind, schemasAt(responses, path.value, lookup), lookup)) return true;
  return reportFault(map, path, `${quote(path.value.join("."))} of the response is not a ${kind}.`);
}

/** One of the item schemas has the property. */
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

/** The operation has a parameter or a body property of this name. */
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

/** The same, and its schema allows numbers. */
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
  value: FieldValue<unknown>,
  message: string,
  written?: string,
  names: readonly string[] = [],
): false {
  const help = written !== undefined && names.length > 0 ? suggestion(written, names.slice(0, 20)) : undefined;
  reportInvalid(map.report, value.node, `${quote(map.name)}: ${message}`, help);
  return false;
}
