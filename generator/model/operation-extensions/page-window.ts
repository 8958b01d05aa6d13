import { field } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { toJson } from "../../load/tree/json.js";
import type { Json } from "../../load/tree/node.js";
import type { Operation } from "../types/operation.js";
import { requireInput, requirePath } from "./extension-checks.js";
import type { ExtensionObject, FieldValue } from "../extensions/extension-fields.js";
import {
  integerField,
  openExtension,
  pathField,
  readField,
  reportInvalid,
  requiredField,
  stringField,
} from "../extensions/extension-fields.js";
import type { FieldPath, PageWindow } from "../types/extensions.js";
import type { SchemaLookup } from "../traversal/dereference.js";
import { inputSchemas, itemSchemas, schemasAt } from "../traversal/schemas-at-path.js";
import { successResponseSchemas } from "../traversal/operation-schemas.js";
import { canonicalJson } from "../reading/order.js";
import { optionalField } from "../reading/documentation-fields.js";

/** `window` of `x-specloom-pages`: the maximum number of items in all, and how to request the items after those. */
export function readWindow(
  pages: ExtensionObject,
  items: FieldPath,
  operation: Operation,
  lookup: SchemaLookup,
): PageWindow | undefined {
  const map = openExtension(
    `${pages.name}.window`,
    field(pages.node, "window"),
    ["maximum", "key", "order", "filter"],
    pages.report,
  );
  if (map === undefined) return undefined;
  const maximum = requiredField(map, "maximum", integerField);
  const key = requiredField(map, "key", pathField);
  const order = readOrder(map, operation, lookup);
  const filter = readFilter(map, operation, lookup);
  if (!maximum || !key || !order || !filter) return undefined;
  const item = itemSchemas(schemasAt(successResponseSchemas(operation), items, lookup), lookup);
  return requirePath(map, key, item, "item", lookup) ? { maximum: maximum.value, key: key.value, order, filter } : undefined;
}

function readOrder(window: ExtensionObject, operation: Operation, lookup: SchemaLookup): PageWindow["order"] | undefined {
  const map = openPart(window, "order", ["field", "value"]);
  const input = map && requiredField(map, "field", stringField);
  const value = map && requiredField(map, "value", readJson);
  return map && input && value && requireInput(map, input, operation, lookup)
    ? { field: input.value, value: value.value }
    : undefined;
}

function readFilter(window: ExtensionObject, operation: Operation, lookup: SchemaLookup): PageWindow["filter"] | undefined {
  const map = openPart(window, "filter", ["field", "each", "add", "value"]);
  const input = map && requiredField(map, "field", stringField);
  if (map === undefined || input === undefined || !requireInput(map, input, operation, lookup)) return undefined;
  const each = stringField(map, "each");
  const add = readField(map, "add", "a map", (node) => (node.kind === "map" ? canonicalJson(toJson(node)) : undefined));
  const value = stringField(map, "value");
  if (value === undefined && (each || add)) {
    reportInvalid(
      map.report,
      map.node,
      `${quote(map.name)} has no ${quote("value")}, the property of a filter that takes the key.`,
    );
    return undefined;
  }
  const steps = [each, value].filter((one) => one !== undefined);
  if (!hasFilterFields(map, input.value, steps, operation, lookup)) return undefined;
  return {
    field: input.value,
    ...optionalField("each", each?.value),
    ...optionalField("add", add?.value),
    ...optionalField("value", value?.value),
  };
}

/** `each` must be a property of the items of the field, `value` a property of the filters in it. */
function hasFilterFields(
  map: ExtensionObject,
  input: string,
  steps: readonly FieldValue<string>[],
  operation: Operation,
  lookup: SchemaLookup,
): boolean {
  let lists = inputSchemas(operation, input, lookup);
  return steps.every((step) => {
    const items = itemSchemas(lists, lookup);
    if (!requirePath(map, { ...step, value: [step.value] }, items, "filter", lookup)) return false;
    lists = schemasAt(items, [step.value], lookup);
    return true;
  });
}

function openPart(window: ExtensionObject, key: string, known: readonly string[]): ExtensionObject | undefined {
  const node = requiredField(window, key, (map, name) => field(map.node, name));
  return openExtension(`${window.name}.${key}`, node, known, window.report);
}

function readJson(map: ExtensionObject, key: string): FieldValue<Json> | undefined {
  const node = field(map.node, key);
  return node && { value: canonicalJson(toJson(node)), node };
}
