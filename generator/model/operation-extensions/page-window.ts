import { field } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { toJson } from "../../load/tree/json.js";
import type { Json } from "../../load/tree/node.js";
import type { Operation } from "../types/operation.js";
import { requirePath, takesInput } from "./extension-checks.js";
import type { ExtensionMap, Said } from "../extensions/extension-fields.js";
import { fieldPath, invalid, openExtension, readField, required, text, wholeNumber } from "../extensions/extension-fields.js";
import type { FieldPath, PageWindow } from "../types/extensions.js";
import type { Lookup } from "../traversal/dereference.js";
import { inputSchemas, itemsAt, schemasAt, successSchemas } from "../traversal/field-lookup.js";
import { canonicalJson } from "../reading/order.js";
import { present } from "../reading/documentation-fields.js";

/** `window` of `x-specloom-pages`: how many items a list reaches, and how to ask for those behind the last. */
export function readWindow(pages: ExtensionMap, items: FieldPath, operation: Operation, lookup: Lookup): PageWindow | undefined {
  const map = openExtension(
    `${pages.name}.window`,
    field(pages.node, "window"),
    ["maximum", "key", "order", "filter"],
    pages.report,
  );
  if (map === undefined) return undefined;
  const maximum = required(map, "maximum", wholeNumber);
  const key = required(map, "key", fieldPath);
  const order = readOrder(map, operation, lookup);
  const filter = readFilter(map, operation, lookup);
  if (!maximum || !key || !order || !filter) return undefined;
  const item = itemsAt(schemasAt(successSchemas(operation), items, lookup), lookup);
  return requirePath(map, key, item, "item", lookup) ? { maximum: maximum.value, key: key.value, order, filter } : undefined;
}

function readOrder(window: ExtensionMap, operation: Operation, lookup: Lookup): PageWindow["order"] | undefined {
  const map = part(window, "order", ["field", "value"]);
  const input = map && required(map, "field", text);
  const value = map && required(map, "value", json);
  return map && input && value && takesInput(map, input, operation, lookup)
    ? { field: input.value, value: value.value }
    : undefined;
}

function readFilter(window: ExtensionMap, operation: Operation, lookup: Lookup): PageWindow["filter"] | undefined {
  const map = part(window, "filter", ["field", "each", "add", "value"]);
  const input = map && required(map, "field", text);
  if (map === undefined || input === undefined || !takesInput(map, input, operation, lookup)) return undefined;
  const each = text(map, "each");
  const add = readField(map, "add", "a map", (node) => (node.kind === "map" ? canonicalJson(toJson(node)) : undefined));
  const value = text(map, "value");
  if (value === undefined && (each || add)) {
    invalid(
      map.report,
      map.node,
      `${quote(map.name)} has no ${quote("value")}, which names the property of a filter that is the key.`,
    );
    return undefined;
  }
  const holds = [each, value].filter((said) => said !== undefined);
  if (!reaches(map, input.value, holds, operation, lookup)) return undefined;
  return {
    field: input.value,
    ...present("each", each?.value),
    ...present("add", add?.value),
    ...present("value", value?.value),
  };
}

/** From list to list: `each` is a property of the items of the field, `value` one of the filters. */
function reaches(
  map: ExtensionMap,
  input: string,
  steps: readonly Said<string>[],
  operation: Operation,
  lookup: Lookup,
): boolean {
  let lists = inputSchemas(operation, input, lookup);
  return steps.every((step) => {
    const items = itemsAt(lists, lookup);
    if (!requirePath(map, { ...step, value: [step.value] }, items, "filter", lookup)) return false;
    lists = schemasAt(items, [step.value], lookup);
    return true;
  });
}

function part(window: ExtensionMap, key: string, known: readonly string[]): ExtensionMap | undefined {
  const node = required(window, key, (map, name) => field(map.node, name));
  return openExtension(`${window.name}.${key}`, node, known, window.report);
}

function json(map: ExtensionMap, key: string): Said<Json> | undefined {
  const node = field(map.node, key);
  return node && { value: canonicalJson(toJson(node)), node };
}
