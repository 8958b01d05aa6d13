import { invalid } from "../store/failures.js";
import { asFields, type Fields, listField, requiredText, textField } from "../store/fields.js";
import type { StoredRecord } from "../store/store.js";

export type Order = (a: StoredRecord, b: StoredRecord) => number;

/** `"name"`, `"-name"` or `{ propertyName, direction }`, at most one. By default, the oldest record is first. */
export function readSorts(body: Fields): Order {
  const sorts = listField(body, "sorts") ?? [];
  if (sorts.length > 1) invalid("A search takes one sort at most.");
  const [sort] = sorts;
  if (sort === undefined) return () => 0;
  const { property, descending } = typeof sort === "string" ? shortSort(sort) : longSort(asFields("A sort", sort));
  const sign = descending ? -1 : 1;
  return (a, b) => sign * compareValues(a.properties[property], b.properties[property]);
}

interface Sort {
  readonly property: string;
  readonly descending: boolean;
}

function shortSort(sort: string): Sort {
  return sort.startsWith("-") ? { property: sort.slice(1), descending: true } : { property: sort, descending: false };
}

function longSort(sort: Fields): Sort {
  return { property: requiredText(sort, "propertyName"), descending: textField(sort, "direction") === "DESCENDING" };
}

/** Compares numbers by value and strings by code unit; a missing value comes first. */
function compareValues(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  const difference = Number(a) - Number(b);
  if (!Number.isNaN(difference)) return difference;
  return a < b ? -1 : a > b ? 1 : 0;
}
