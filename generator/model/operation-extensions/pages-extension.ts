import { field, scalarOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import type { Operation } from "../types/operation.js";
import type { ModelContext } from "../reading/context.js";
import { requireInput, requireKind, requireList, requireNumberInput, requirePath } from "./extension-checks.js";
import type { ExtensionObject } from "../extensions/extension-fields.js";
import {
  openExtension,
  pathField,
  readField,
  reportInvalid,
  requiredField,
  stringField,
  suggestion,
} from "../extensions/extension-fields.js";
import type { FieldPath, Pages, PaginationStyle } from "../types/extensions.js";
import type { Schema } from "../types/schema.js";
import type { SchemaLookup } from "../traversal/dereference.js";
import { inputSchemas, itemSchemas, schemasAt } from "../traversal/schemas-at-path.js";
import { successResponseSchemas } from "../traversal/operation-schemas.js";
import type { OperationWithNode } from "../operations/read-operations.js";
import { optionalField } from "../reading/documentation-fields.js";
import { readWindow } from "./page-window.js";

const name = "x-specloom-pages";

/** The fields that all styles have. */
const commonFields = ["style", "items", "more", "size", "total"];

/** What the functions that read one extension need. */
interface PagesContext {
  readonly map: ExtensionObject;
  readonly operation: Operation;
  readonly responses: readonly Schema[];
  /** The path to the items of a page. */
  readonly items: FieldPath;
  readonly lookup: SchemaLookup;
}

interface StyleRow {
  readonly fields: readonly string[];
  readonly read: (context: PagesContext) => PaginationStyle | undefined;
}

/** The additional fields of each style. */
const styles: ReadonlyMap<string, StyleRow> = new Map<string, StyleRow>([
  ["cursor", { fields: ["cursor", "next", "window"], read: readCursor }],
  ["last-item", { fields: ["cursor", "key"], read: readLastItem }],
  ["offset", { fields: ["offset", "first", "window"], read: readOffset }],
  ["page", { fields: ["page", "first", "pages"], read: readPageNumber }],
  ["link", { fields: ["next"], read: readLink }],
  ["link-header", { fields: [], read: () => ({ style: "link-header" }) }],
]);

/** `x-specloom-pages`: how to request the next page. */
export function readPages(
  { operation, node }: OperationWithNode,
  lookup: SchemaLookup,
  { report }: ModelContext,
): Pages | undefined {
  const extension = field(node, name);
  const row = extension && styleRow(extension, report);
  const map = openExtension(
    name,
    extension,
    [...commonFields, ...(row?.fields ?? [...styles.values()].flatMap(({ fields }) => fields))],
    report,
  );
  if (map === undefined || row === undefined) return undefined;
  const responses = successResponseSchemas(operation);
  const items = readItems(map, responses, lookup);
  const context: PagesContext = { map, operation, responses, items: items ?? [], lookup };
  const style = row.read(context);
  const more = responsePath(context, "more", "boolean");
  const total = responsePath(context, "total", "number");
  const size = stringField(map, "size");
  if (size && !requireInput(map, size, operation, lookup)) return undefined;
  if (style === undefined || items === undefined) return undefined;
  const window = readWindow(map, items, operation, lookup);
  const optional = {
    ...optionalField("more", more),
    ...optionalField("total", total),
    ...optionalField("size", size?.value),
    ...optionalField("window", window),
  };
  return { ...style, items, ...optional };
}

function styleRow(node: NonNullable<ReturnType<typeof field>>, report: ModelContext["report"]): StyleRow | undefined {
  if (node.kind !== "map") return undefined;
  const map: ExtensionObject = { name, node, report };
  const style = requiredField(map, "style", stringField);
  const row = style && styles.get(style.value);
  if (style && !row)
    reportInvalid(
      report,
      style.node,
      `The style ${quote(style.value)} of ${quote(name)} is not known.`,
      suggestion(style.value, [...styles.keys()]),
    );
  return row;
}

function readCursor({ map, operation, responses, lookup }: PagesContext): PaginationStyle | undefined {
  const cursor = requiredField(map, "cursor", stringField);
  const next = requiredField(map, "next", pathField);
  if (!cursor || !next) return undefined;
  const checks = [requireInput(map, cursor, operation, lookup), requirePath(map, next, responses, "response", lookup)];
  return checks.includes(false) ? undefined : { style: "cursor", input: cursor.value, next: next.value };
}

function readLastItem({ map, operation, responses, items, lookup }: PagesContext): PaginationStyle | undefined {
  const cursor = requiredField(map, "cursor", stringField);
  const key = requiredField(map, "key", pathField);
  if (!cursor || !key) return undefined;
  const members = itemSchemas(schemasAt(responses, items, lookup), lookup);
  // A path to no items is reported where it is read.
  const hasKey = members.length === 0 || requirePath(map, key, members, "item", lookup);
  const checks = [requireInput(map, cursor, operation, lookup), hasKey];
  return checks.includes(false) ? undefined : { style: "last-item", input: cursor.value, key: key.value };
}

function readOffset(context: PagesContext): PaginationStyle | undefined {
  const offset = readNumberInput(context, "offset", 0);
  return offset && { style: "offset", input: offset.name, first: offset.first };
}

function readPageNumber(context: PagesContext): PaginationStyle | undefined {
  const page = readNumberInput(context, "page", 1);
  const pages = responsePath(context, "pages", "number");
  return page && { style: "page", input: page.name, first: page.first, ...optionalField("pages", pages) };
}

function readLink({ map, responses, lookup }: PagesContext): PaginationStyle | undefined {
  const next = requiredField(map, "next", pathField);
  return next && requirePath(map, next, responses, "response", lookup) ? { style: "link", next: next.value } : undefined;
}

/** The name of a numeric input and its first value: `first`, else the default in the description, else the usual one. */
function readNumberInput({ map, operation, lookup }: PagesContext, key: string, usual: number) {
  const input = requiredField(map, key, stringField);
  const first = readField(map, "first", "a non-negative integer", (node) => {
    const value = scalarOf(node);
    return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
  });
  if (!input || !requireNumberInput(map, input, operation, lookup)) return undefined;
  const [defaultValue] = inputSchemas(operation, input.value, lookup).flatMap(({ docs }) => docs.default ?? []);
  return { name: input.value, first: first?.value ?? (typeof defaultValue === "number" ? defaultValue : usual) };
}

/** Without `items` the response body itself is the array. */
function readItems(map: ExtensionObject, responses: readonly Schema[], lookup: SchemaLookup): FieldPath | undefined {
  const items = map.node.fields.has("items") ? pathField(map, "items") : { value: [], node: map.node };
  return items && requireList(map, items, responses, "response", lookup) ? items.value : undefined;
}

function responsePath({ map, responses, lookup }: PagesContext, key: string, kind: "boolean" | "number") {
  const path = pathField(map, key);
  return path && requireKind(map, path, responses, kind, lookup) ? path.value : undefined;
}
