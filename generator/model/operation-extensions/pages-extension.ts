import { field, scalarOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import type { Operation } from "../types/operation.js";
import type { ModelContext } from "../reading/context.js";
import { requireKind, requireList, requirePath, requireInput, requireNumberInput } from "./extension-checks.js";
import type { ExtensionObject } from "../extensions/extension-fields.js";
import {
  pathField,
  reportInvalid,
  openExtension,
  readField,
  requiredField,
  suggestion,
  stringField,
} from "../extensions/extension-fields.js";
import type { Pages, PaginationStyle } from "../types/extensions.js";
import type { SchemaLookup } from "../traversal/dereference.js";
import { inputSchemas, successResponseSchemas } from "../traversal/schemas-at-path.js";
import type { OperationWithNode } from "../operations/read-operations.js";
import { optionalField } from "../reading/documentation-fields.js";
import { readWindow } from "./page-window.js";

const name = "x-specloom-pages";

/** What every style may say. */
const commonFields = ["style", "items", "more", "size", "total"];

/** What stands where while one extension is read and held against its operation. */
interface PagesContext {
  readonly map: ExtensionObject;
  readonly operation: Operation;
  readonly answers: ReturnType<typeof successResponseSchemas>;
  readonly lookup: SchemaLookup;
}

interface StyleRow {
  readonly fields: readonly string[];
  readonly read: (reading: PagesContext) => PaginationStyle | undefined;
}

/** One row a style: the fields of its own, and what they say. */
const styles: ReadonlyMap<string, StyleRow> = new Map<string, StyleRow>([
  ["cursor", { fields: ["cursor", "next", "window"], read: readCursor }],
  ["offset", { fields: ["offset", "first", "window"], read: readOffset }],
  ["page", { fields: ["page", "first", "pages"], read: readPageNumber }],
  ["link", { fields: ["next"], read: readLink }],
  ["link-header", { fields: [], read: () => ({ style: "link-header" }) }],
]);

/** `x-specloom-pages`: the way from one page's answer into the next one's request. */
export function readPages(
  { operation, node }: OperationWithNode,
  lookup: SchemaLookup,
  { report }: ModelContext,
): Pages | undefined {
  const said = field(node, name);
  const row = said && styleRow(said, report);
  const map = openExtension(
    name,
    said,
    [...commonFields, ...(row?.fields ?? [...styles.values()].flatMap(({ fields }) => fields))],
    report,
  );
  if (map === undefined || row === undefined) return undefined;
  const reading: PagesContext = { map, operation, answers: successResponseSchemas(operation), lookup };
  const style = row.read(reading);
  const items = readItems(reading);
  const more = answerPath(reading, "more", "boolean");
  const total = answerPath(reading, "total", "number");
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

function styleRow(said: NonNullable<ReturnType<typeof field>>, report: ModelContext["report"]): StyleRow | undefined {
  if (said.kind !== "map") return undefined;
  const map: ExtensionObject = { name, node: said, report };
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

function readCursor({ map, operation, answers, lookup }: PagesContext): PaginationStyle | undefined {
  const cursor = requiredField(map, "cursor", stringField);
  const next = requiredField(map, "next", pathField);
  if (!cursor || !next) return undefined;
  const holds = [requireInput(map, cursor, operation, lookup), requirePath(map, next, answers, "answer", lookup)];
  return holds.includes(false) ? undefined : { style: "cursor", input: cursor.value, next: next.value };
}

function readOffset(reading: PagesContext): PaginationStyle | undefined {
  const offset = readNumberInput(reading, "offset", 0);
  return offset && { style: "offset", input: offset.name, first: offset.first };
}

function readPageNumber(reading: PagesContext): PaginationStyle | undefined {
  const page = readNumberInput(reading, "page", 1);
  const pages = answerPath(reading, "pages", "number");
  return page && { style: "page", input: page.name, first: page.first, ...optionalField("pages", pages) };
}

function readLink({ map, answers, lookup }: PagesContext): PaginationStyle | undefined {
  const next = requiredField(map, "next", pathField);
  return next && requirePath(map, next, answers, "answer", lookup) ? { style: "link", next: next.value } : undefined;
}

/** The parameter that is counted on; what it is when left out says the extension, else the description, else what is usual. */
function readNumberInput({ map, operation, lookup }: PagesContext, key: string, usual: number) {
  const input = requiredField(map, key, stringField);
  const first = readField(map, "first", "a non-negative integer", (node) => {
    const value = scalarOf(node);
    return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
  });
  if (!input || !requireNumberInput(map, input, operation, lookup)) return undefined;
  const [described] = inputSchemas(operation, input.value, lookup).flatMap(({ docs }) => docs.default ?? []);
  return { name: input.value, first: first?.value ?? (typeof described === "number" ? described : usual) };
}

/** Without `items` the answer itself is the list. */
function readItems({ map, answers, lookup }: PagesContext): readonly string[] | undefined {
  const items = map.node.fields.has("items") ? pathField(map, "items") : { value: [], node: map.node };
  return items && requireList(map, items, answers, "answer", lookup) ? items.value : undefined;
}

function answerPath({ map, answers, lookup }: PagesContext, key: string, kind: "boolean" | "number") {
  const path = pathField(map, key);
  return path && requireKind(map, path, answers, kind, lookup) ? path.value : undefined;
}
