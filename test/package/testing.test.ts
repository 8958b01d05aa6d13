import { expect, test } from "vitest";
import { compile } from "./compile.js";

const sources = {
  "right.mts": `import { PartnerClients } from "hubspot-partner-clients";
import { mockFetch } from "hubspot-partner-clients/testing";
const fetch = mockFetch({
  "associations.delete": { status: 204 },
  "batch.update": ({ body }) => ({ status: 207, body: { completedAt: "", results: [], startedAt: "", status: String(body) } }),
  get: { status: 404, body: { correlationId: "1", message: "There is none." } },
});
mockFetch({
  "batch.update": ({ body }) => ({ status: 200, body: { results: body.inputs.map(({ id }) => ({ id })) } }),
  get: ({ path }) => ({ status: 200, body: { id: path.get("partnerClientId").trim() } }),
  list: { status: 200, body: {} },
});
const partnerClients = new PartnerClients({ accessToken: "test", fetch });
await partnerClients.batch.update({ inputs: [] });
console.log(fetch.requests[0]?.operation);
`,
  "wrong.mts": `import { mockFetch } from "hubspot-partner-clients/testing";
mockFetch({ "batch.updates": { status: 200 } });
mockFetch({ update: { status: 200, body: { id: 1 } } });
mockFetch({ update: { status: 200 } });
mockFetch({ "batch.update": { status: 200, body: { results: [{ idd: "1" }] } } });
mockFetch({ "batch.update": ({ body }) => ({ status: 200, body: { startedAt: String(body.input) } }) });
mockFetch({ get: ({ path }) => ({ status: 200, body: { id: path.get("id").trim() } }) });
`,
};

test("handlers are typed by the responses of their operation", () => {
  const errors = compile(sources);
  expect(errors.get("right.mts")).toEqual([]);
  expect(errors.get("wrong.mts")?.map((message) => message.slice(0, 6))).toEqual([
    "TS2353",
    "TS2322",
    "TS2322",
    "TS2322",
    "TS2551",
    "TS2532",
  ]);
});
