import type { Handler } from "./handler.js";
import { batchResponse, notFoundErrors } from "./batch-response.js";
import { checkIdProperty, readInputs } from "./batch-rules.js";
import { booleanOf, readBody, requiredText, textField, textArrayField } from "../store/fields.js";
import { view } from "../store/record-view.js";
import { isArchived } from "./records.js";
import { find, lowerEmail } from "../store/store.js";

/** `POST /partner_clients/batch/read`: the records that exist, and one error for all that do not. */
export const batchRead: Handler = (store, call) => {
  const body = readBody(call.body, call.contentType);
  const archived = booleanOf(call.query, "archived");
  const propertiesWithHistory = textArrayField(body, "propertiesWithHistory");
  const idProperty = textField(body, "idProperty");
  const ids = readInputs(body, propertiesWithHistory.length > 0 ? 50 : 100).map((input) => requiredText(input, "id"));
  checkIdProperty(store, idProperty, "read");
  const properties = [...textArrayField(body, "properties"), ...(idProperty === undefined ? [] : [idProperty])];
  const lookups = [...new Set(ids.map(lowerEmail))].map((id) => ({ id, record: find(store, id, idProperty) }));
  const found = lookups.flatMap(({ record }) => (record && isArchived(record) === archived ? [record] : []));
  const missing = lookups.filter(({ record }) => !record || isArchived(record) !== archived);
  const results = found.map((record) => view(store, record, { properties, propertiesWithHistory }));
  return batchResponse(store, results, notFoundErrors(missing));
};
