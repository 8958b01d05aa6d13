import { afterAll, beforeAll, expect, test } from "vitest";
import { sendRequest, now } from "./send-request.js";
import { type Fake, startFake } from "./fake.js";

let fake: Fake;
beforeAll(async () => {
  fake = await startFake({ now, records: 1 });
});
afterAll(() => fake.close());

const end = (id: string, type = "partner_client_to_contact") => ({ id, type });

// The rows run in order, and each sees the changes of those before it.
const steps: readonly { readonly given: string; readonly status: number; readonly want: unknown }[] = [
  { given: "GET 1/associations/contacts", status: 200, want: { results: [] } },
  {
    given: "PUT 1/associations/contacts/9/partner_client_to_contact",
    status: 200,
    want: { id: "1", associations: { contacts: { results: [end("9")] } } },
  },
  {
    given: "PUT 1/associations/contacts/9/partner_client_to_contact",
    status: 200,
    want: { associations: { contacts: { results: [end("9")] } } },
  },
  {
    given: "PUT 1/associations/contacts/9/a%2Fb%20c",
    status: 200,
    want: { associations: { contacts: { results: [end("9"), end("9", "a/b c")] } } },
  },
  {
    given: "GET 1/associations/contacts?limit=1&includeFA=true",
    status: 200,
    want: {
      results: [end("9")],
      paging: { next: { after: "cDE=", link: "/crm/v3/objects/partner_clients/1/associations/contacts?after=cDE%3D" } },
    },
  },
  { given: "GET 1/associations/contacts?limit=1&after=cDE%3D", status: 200, want: { results: [end("9", "a/b c")] } },
  {
    given: "GET /crm/objects/2026-09/partner_clients/1/associations/contacts?limit=1",
    status: 200,
    want: { results: [{ toObjectId: "9", associationTypes: [{ label: "partner_client_to_contact" }] }] },
  },
  {
    given: "PUT /crm/objects/2026-09/partner_clients/1/associations/contacts/9/x",
    status: 404,
    want: { message: "There is no such path here." },
  },
  { given: "DELETE 1/associations/contacts/9/partner_client_to_contact", status: 204, want: "" },
  { given: "DELETE 1/associations/contacts/9/partner_client_to_contact", status: 204, want: "" },
  { given: "GET 1/associations/contacts", status: 200, want: { results: [end("9", "a/b c")] } },
  {
    given: "GET 1/associations/contacts?limit=501",
    status: 400,
    want: { message: "limit must be a whole number from 1 to 500." },
  },
  { given: "GET 77/associations/contacts", status: 404, want: { category: "OBJECT_NOT_FOUND" } },
];

test.each(steps)("$given: $status", async ({ given, status, want }) => {
  const reply = await sendRequest(fake, given);
  expect(reply.status).toBe(status);
  if (typeof want === "string") expect(reply.body).toBe(want);
  else expect(reply.body).toMatchObject(want as object);
});
