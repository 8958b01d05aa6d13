import { field, scalarOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import type { Operation } from "../types/operation.js";
import type { ModelContext } from "../reading/context.js";
import { requireKind, requireList, requirePath, takesInput, takesNumber } from "./extension-checks.js";
import type { ExtensionMap } from "../extensions/extension-fields.js";
import { fieldPath, invalid, openExtension, readField, required, suggestion, text } from "../extensions/extension-fields.js";
import type { Pages, PageStyle } from "../types/extensions.js";
import type { Lookup } from "../traversal/dereference.js";
import { inputSchemas, successSchemas } from "../traversal/field-lookup.js";
import type { OperationEntry } from "../operations/read-operations.js";
import { present } from "../reading/documentation-fields.js";
import { readWindow } from "./page-window.js";

const name = "x-specloom-pages";

/** What every style may say. */
const common = ["style", "items", "more", "size", "total"];

/** What stands where while one extension is read and held against its operation. */
interface Reading {
  readonly map: ExtensionMap;
  readonly operation: Operation;
  readonly answers: ReturnType<typeof successSchemas>;
  readonly lookup: Lookup;
}

interface StyleRow {
  readonly fields: readonly string[];
  readonly read: (reading: Reading) => PageStyle | undefined;
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
export function readPages({ operation, node }: OperationEntry, lookup: Lookup, { report }: ModelContext): Pages | undefined {
  const said = field(node, name);
  const row = said && styleRow(said, report);
  const map = openExtension(
    name,
    said,
    [...common, ...(row?.fields ?? [...styles.values()].flatMap(({ fields }) => fields))],
    report,
  );
  if (map === undefined || row === undefined) return undefined;
  const reading: Reading = { map, operation, answers: successSchemas(operation), lookup };
  const style = row.read(reading);
  const items = readItems(reading);
  const more = answerPath(reading, "more", "boolean");
  const total = answerPath(reading, "total", "number");
  const size = text(map, "size");
  if (size && !takesInput(map, size, operation, lookup)) return undefined;
  if (style === undefined || items === undefined) return undefined;
  const window = readWindow(map, items, operation, lookup);
  const optional = {
    ...present("more", more),
    ...present("total", total),
    ...present("size", size?.value),
    ...present("window", window),
  };
  return { ...style, items, ...optional };
}

function styleRow(said: NonNullable<ReturnType<typeof field>>, report: ModelContext["report"]): StyleRow | undefined {
  if (said.kind !== "map") return undefined;
  const map: ExtensionMap = { name, node: said, report };
  const style = required(map, "style", text);
  const row = style && styles.get(style.value);
  if (style && !row)
    invalid(
      report,
      style.node,
      `The style ${quote(style.value)} of ${quote(name)} is not known.`,
      suggestion(style.value, [...styles.keys()]),
    );
  return row;
}

function readCursor({ map, operation, answers, lookup }: Reading): PageStyle | undefined {
  const cursor = required(map, "cursor", text);
  const next = required(map, "next", fieldPath);
  if (!cursor || !next) return undefined;
  const holds = [takesInput(map, cursor, operation, lookup), requirePath(map, next, answers, "answer", lookup)];
  return holds.includes(false) ? undefined : { style: "cursor", cursor: cursor.value, next: next.value };
}

function readOffset(reading: Reading): PageStyle | undefined {
  const offset = readNumberInput(reading, "offset", 0);
  return offset && { style: "offset", offset: offset.name, first: offset.first };
}

function readPageNumber(reading: Reading): PageStyle | undefined {
  const page = readNumberInput(reading, "page", 1);
  const pages = answerPath(reading, "pages", "number");
  return page && { style: "page", page: page.name, first: page.first, ...present("pages", pages) };
}

function readLink({ map, answers, lookup }: Reading): PageStyle | undefined {
  const next = required(map, "next", fieldPath);
  return next && requirePath(map, next, answers, "answer", lookup) ? { style: "link", next: next.value } : undefined;
}

/** The parameter that is counted on; what it is when left out says the extension, else the description, else what is usual. */
function readNumberInput({ map, operation, lookup }: Reading, key: string, usual: number) {
  const input = required(map, key, text);
  const first = readField(map, "first", "a whole number that is not negative", (node) => {
    const value = scalarOf(node);
    return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
  });
  if (!input || !takesNumber(map, input, operation, lookup)) return undefined;
  const [described] = inputSchemas(operation, input.value, lookup).flatMap(({ docs }) => docs.default ?? []);
  return { name: input.value, first: first?.value ?? (typeof described === "number" ? described : usual) };
}

/** Without `items` the answer itself is the list. */
function readItems({ map, answers, lookup }: Reading): readonly string[] | undefined {
  const items = map.node.fields.has("items") ? fieldPath(map, "items") : { value: [], node: map.node };
  return items && requireList(map, items, answers, "answer", lookup) ? items.value : undefined;
}

function answerPath({ map, answers, lookup }: Reading, key: string, kind: "boolean" | "number") {
  const path = fieldPath(map, key);
  return path && requireKind(map, path, answers, kind, lookup) ? path.value : undefined;
}
