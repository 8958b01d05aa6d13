import type { Calls } from "./calls.js";

/** Every operation, called with all its parameters. */
export interface OperationCase {
  readonly operation: string;
  readonly call: (calls: Calls) => Promise<unknown>;
  /** Method and decoded URL. */
  readonly request: string;
  readonly body?: unknown;
}

const change = { name: "Acme", property_number: "17" };
const association = {
  partnerClientId: "1",
  toObjectType: "contacts",
  toObjectId: "9",
  associationType: "partner_client_to_contact",
};
const link = "/crm/v3/objects/partner_clients/1/associations/contacts";

const wanted = { inputs: [{ id: "1" }, { id: "2" }], properties: ["name"], propertiesWithHistory: ["name"] };
const found = {
  filterGroups: [{ filters: [{ propertyName: "name", operator: "CONTAINS_TOKEN", value: "partner" }] }],
  sorts: ["-name"],
  properties: ["name"],
  limit: 2,
  after: "0",
};

export const operationCases: readonly OperationCase[] = [
  {
    operation: "list",
    call: (calls) =>
      calls.list({
        limit: 2,
        properties: ["name", "email"],
        associations: ["contacts"],
        propertiesWithHistory: ["name"],
        archived: false,
      }),
    request:
      "GET /crm/v3/objects/partner_clients?archived=false&associations=contacts&limit=2&properties=name,email&propertiesWithHistory=name",
  },
  {
    operation: "get",
    call: (calls) =>
      calls.get({
        partnerClientId: "client1@example.com",
        idProperty: "email",
        properties: ["name"],
        associations: ["contacts"],
      }),
    request: "GET /crm/v3/objects/partner_clients/client1@example.com?associations=contacts&idProperty=email&properties=name",
  },
  {
    operation: "update",
    call: (calls) => calls.update({ partnerClientId: "1", properties: change }),
    request: "PATCH /crm/v3/objects/partner_clients/1",
    body: { properties: change },
  },
  {
    operation: "search",
    call: (calls) => calls.search(found),
    request: "POST /crm/v3/objects/partner_clients/search",
    body: found,
  },
  {
    operation: "batch.read",
    call: ({ batch }) => batch.read({ ...wanted, archived: false }),
    request: "POST /crm/v3/objects/partner_clients/batch/read?archived=false",
    body: wanted,
  },
  {
    operation: "batch.update",
    call: ({ batch }) => batch.update({ inputs: [{ id: "1", properties: change, objectWriteTraceId: "a" }] }),
    request: "POST /crm/v3/objects/partner_clients/batch/update",
    body: { inputs: [{ id: "1", properties: change, objectWriteTraceId: "a" }] },
  },
  {
    operation: "associations.list",
    call: ({ associations }) => associations.list({ partnerClientId: "1", toObjectType: "contacts", limit: 5, includeFA: true }),
    request: `GET ${link}?includeFA=true&limit=5`,
  },
  {
    operation: "associations.create",
    call: ({ associations }) => associations.create(association),
    request: `PUT ${link}/9/partner_client_to_contact`,
  },
  {
    operation: "associations.delete",
    call: ({ associations }) => associations.delete(association),
    request: `DELETE ${link}/9/partner_client_to_contact`,
  },
];

/** Method and URL, decoded, with the query sorted by name. */
export function readable({ method, url }: { readonly method: string; readonly url: string }): string {
  const { pathname, searchParams } = new URL(url, "http://any.invalid");
  const query = [...searchParams].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([key, value]) => `${key}=${value}`);
  return `${method} ${decodeURIComponent(pathname)}${query.length > 0 ? `?${query.join("&")}` : ""}`;
}
