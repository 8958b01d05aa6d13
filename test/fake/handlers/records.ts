import { type RoutedRequest, type Handler, parameter } from "./handler.js";
import { json } from "../store/requests-and-responses.js";
import { invalid, notFound } from "../store/failures.js";
import { booleanOf, countOf, readBody, selectionOf, valuesField } from "../store/fields.js";
import { checkIdProperty, rejectInvalidValues } from "./batch-rules.js";
import { pageOf } from "./paging.js";
import { view } from "../store/record-view.js";
import { find, type Store, type StoredRecord, write } from "../store/store.js";

/** `GET /partner_clients` */
export const list: Handler = (store, call) => {
  const archived = booleanOf(call.query, "archived");
  const selection = selectionOf(call.query);
  const maximum = selection.propertiesWithHistory?.length ? 50 : 100;
  const limit = countOf(call.query.get("limit"), "limit", 10, maximum);
  const all = [...store.records.values()].filter((record) => isArchived(record) === archived);
  const { items, paging } = pageOf(all, limit, call.query.get("after") ?? undefined, `${call.prefix}/partner_clients`);
  return json(200, { results: items.map((record) => view(store, record, selection)), ...(paging && { paging }) });
};

/** `GET /partner_clients/{partnerClientId}` */
export const get: Handler = (store, call) => {
  const record = recordOf(store, call);
  if (isArchived(record) !== booleanOf(call.query, "archived")) return notFound(record.id);
  return json(200, view(store, record, selectionOf(call.query)));
};

/** `PATCH /partner_clients/{partnerClientId}` */
export const patch: Handler = (store, call) => {
  const values = valuesField(readBody(call.body, call.contentType));
  const record = recordOf(store, call);
  if (isArchived(record)) return notFound(record.id);
  rejectInvalidValues(store, values);
  write(record, values, store.now());
  return json(200, view(store, record, { properties: [...values.keys()] }));
};

export function isArchived(record: StoredRecord): boolean {
  return record.archivedAt !== undefined;
}

/** The record in the path, identified by its id or by the property in the query. */
export function recordOf(store: Store, call: RoutedRequest): StoredRecord {
  const id = parameter(call, "partnerClientId");
  const idProperty = call.query.get("idProperty") ?? undefined;
  if (idProperty === "") return invalid("idProperty is empty.");
  checkIdProperty(store, idProperty, "read or update");
  return find(store, id, idProperty) ?? notFound(id);
}
