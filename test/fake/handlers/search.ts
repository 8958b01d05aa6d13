import type { Handler } from "./handler.js";
import { json } from "../store/requests-and-responses.js";
import { invalid } from "../store/failures.js";
import { countOf, type Fields, readBody, textField, textArrayField } from "../store/fields.js";
import { readFilterGroups, readQuery } from "./filters.js";
import { view } from "../store/record-view.js";
import { isArchived } from "./records.js";
import { readSorts } from "./sorts.js";

/** The service returns only so many items of a search. */
const maxOffset = 10_000;

/** `POST /partner_clients/search`. Unlike the list's, its cursor is a plain offset. */
export const search: Handler = (store, call) => {
  const body = readBody(call.body, call.contentType);
  const limit = countOf(body.get("limit"), "limit", 10, 200);
  const offset = readOffset(body);
  if (offset + limit > maxOffset) invalid(`A search ends after ${maxOffset} records.`);
  const [isWanted, contains, order] = [readFilterGroups(body), readQuery(body), readSorts(body)];
  const found = [...store.records.values()]
    .filter((record) => !isArchived(record) && isWanted(record) && contains(record))
    .sort(order);
  const properties = textArrayField(body, "properties");
  const end = offset + limit;
  return json(200, {
    total: found.length,
    results: found.slice(offset, end).map((record) => view(store, record, { properties })),
    ...(end < found.length && { paging: { next: { after: String(end) } } }),
  });
};

function readOffset(body: Fields): number {
  const after = textField(body, "after") ?? "";
  return /^\d*$/.test(after) ? Number(after) : invalid(`${after} is not a cursor of a search.`);
}
