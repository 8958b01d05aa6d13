import { invalid } from "../store/failures.js";
import { asFields, type Fields, listField, requiredText, textField, textArrayField } from "../store/fields.js";
import type { StoredRecord } from "../store/store.js";

/** Whether a search finds a record. */
export type RecordTest = (record: StoredRecord) => boolean;

interface Operands {
  readonly value: string;
  readonly highValue: string;
  readonly values: readonly string[];
}

type Operator = (actual: string | undefined, operands: Operands) => boolean;

/** Compares numbers by value (dates are milliseconds), and everything else by code unit. */
function compare(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
}

const has = (actual: string | undefined) => actual !== undefined;
const equal = (a: string | undefined, b: string) => a?.toLowerCase() === b.toLowerCase();
const among = (actual: string | undefined, values: readonly string[]) => values.some((value) => equal(actual, value));

/** A token is a word, in which `*` matches any characters. */
function containsToken(actual: string | undefined, value: string): boolean {
  const pattern = value
    .toLowerCase()
    .replace(/[.+?^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*");
  const tokens = actual?.toLowerCase().split(/[^\p{L}\p{N}]+/u) ?? [];
  return tokens.some((token) => new RegExp(`^${pattern}$`, "u").test(token)) || equal(actual, value);
}

// One row for each operator, aligned for reading.
// prettier-ignore
const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ["EQ",                 (actual, { value }) => equal(actual, value)],
  ["NEQ",                (actual, { value }) => has(actual) && !equal(actual, value)],
  ["LT",                 (actual, { value }) => actual !== undefined && compare(actual, value) < 0],
  ["LTE",                (actual, { value }) => actual !== undefined && compare(actual, value) <= 0],
  ["GT",                 (actual, { value }) => actual !== undefined && compare(actual, value) > 0],
  ["GTE",                (actual, { value }) => actual !== undefined && compare(actual, value) >= 0],
  ["BETWEEN",            (actual, { value, highValue }) => actual !== undefined && compare(actual, value) >= 0 && compare(actual, highValue) <= 0],
  ["IN",                 (actual, { values }) => among(actual, values)],
  ["NOT_IN",             (actual, { values }) => has(actual) && !among(actual, values)],
  ["HAS_PROPERTY",       (actual) => has(actual)],
  ["NOT_HAS_PROPERTY",   (actual) => !has(actual)],
  ["CONTAINS_TOKEN",     (actual, { value }) => containsToken(actual, value)],
  ["NOT_CONTAINS_TOKEN", (actual, { value }) => !containsToken(actual, value)],
]);

/** A record matches if all filters of any group do; without groups every record matches. */
export function readFilterGroups(body: Fields): RecordTest {
  const groups = (listField(body, "filterGroups") ?? []).map((group) => readGroup(asFields("A filter group", group)));
  if (groups.length > 5) invalid("A search takes 5 filter groups at most.");
  return (record) => groups.length === 0 || groups.some((passes) => passes(record));
}

function readGroup(group: Fields): RecordTest {
  const filters = (listField(group, "filters") ?? []).map((filter) => readFilter(asFields("A filter", filter)));
  if (filters.length > 6) invalid("A filter group takes 6 filters at most.");
  return (record) => filters.every((passes) => passes(record));
}

function readFilter(filter: Fields): RecordTest {
  const property = requiredText(filter, "propertyName");
  const named = requiredText(filter, "operator");
  const passes = operators.get(named) ?? invalid(`${named} is not an operator.`);
  const operands = {
    value: textField(filter, "value") ?? "",
    highValue: textField(filter, "highValue") ?? "",
    values: textArrayField(filter, "values"),
  };
  return (record) => passes(record.properties[property], operands);
}

/** Whether any value contains the text of `query`, without regard to case. */
export function readQuery(body: Fields): RecordTest {
  const text = textField(body, "query")?.toLowerCase() ?? "";
  return (record) => text === "" || Object.values(record.properties).some((value) => value.toLowerCase().includes(text));
}
