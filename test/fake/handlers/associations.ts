import { type RoutedRequest, type Handler, parameter } from "./handler.js";
import { json, noContent } from "../store/requests-and-responses.js";
import { booleanOf, countOf } from "../store/fields.js";
import { pageOf } from "./paging.js";
import { view } from "../store/record-view.js";
import { recordOf } from "./records.js";
import type { Association } from "../store/store.js";

/** `GET /partner_clients/{partnerClientId}/associations/{toObjectType}` */
export const listAssociations: Handler = (store, call) => {
  booleanOf(call.query, "includeFA");
  const record = recordOf(store, call);
  const toObjectType = parameter(call, "toObjectType");
  const limit = countOf(call.query.get("limit"), "limit", 500, 500);
  const link = `${call.prefix}/partner_clients/${record.id}/associations/${toObjectType}`;
  const { items, paging } = pageOf(
    record.associations.get(toObjectType) ?? [],
    limit,
    call.query.get("after") ?? undefined,
    link,
  );
  return json(200, { results: items.map(shapes[call.version]), ...(paging && { paging }) });
};

/** The dated versions have another shape for the same data. */
const shapes: Readonly<Record<RoutedRequest["version"], (association: Association) => unknown>> = {
  v3: (association) => association,
  dated: ({ id, type }) => ({ toObjectId: id, associationTypes: [{ category: "HUBSPOT_DEFINED", typeId: 1, label: type }] }),
};

/** `PUT …/associations/{toObjectType}/{toObjectId}/{associationType}`: repeating it changes nothing. */
export const createAssociation: Handler = (store, call) => {
  const record = recordOf(store, call);
  const toObjectType = parameter(call, "toObjectType");
  const added: Association = { id: parameter(call, "toObjectId"), type: parameter(call, "associationType") };
  const others = (record.associations.get(toObjectType) ?? []).filter((other) => !isSame(other, added));
  record.associations.set(toObjectType, [...others, added]);
  return json(200, view(store, record, { properties: [], associations: [toObjectType] }));
};

/** `DELETE …/associations/{toObjectType}/{toObjectId}/{associationType}`: repeating it changes nothing. */
export const deleteAssociation: Handler = (store, call) => {
  const record = recordOf(store, call);
  const toObjectType = parameter(call, "toObjectType");
  const removed: Association = { id: parameter(call, "toObjectId"), type: parameter(call, "associationType") };
  record.associations.set(
    toObjectType,
    (record.associations.get(toObjectType) ?? []).filter((other) => !isSame(other, removed)),
  );
  return noContent;
};

function isSame(a: Association, b: Association): boolean {
  return a.id === b.id && a.type === b.type;
}
