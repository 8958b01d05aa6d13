import { afterAll, beforeAll, expect, test } from "vitest";
import { type Fake, startFake } from "../fake/fake.js";
import { PartnerClients } from "../../generated/src/index.js";

/** More records than a search returns: the service returns only the first 10,000 matches. */
const count = 25_000;

let fake: Fake;
beforeAll(async () => {
  fake = await startFake({ records: count });
});
afterAll(() => fake.close());

function client() {
  return new PartnerClients({ baseUrl: fake.url, accessToken: fake.token, retry: false, rateLimit: false });
}

test("a search gives all matches, each once", async () => {
  const ids = new Set<string>();
  for await (const { id } of client().search({ limit: 200 })) ids.add(id);
  expect(ids.size).toBe(count);
  expect(fake.requests.length).toBe(count / 200);
  const filters = fake.requests.map(({ body }) => (JSON.parse(body) as { filterGroups?: unknown }).filterGroups);
  expect([...new Set(filters.map((filter) => JSON.stringify(filter)))]).toEqual([
    undefined,
    '[{"filters":[{"operator":"GT","propertyName":"hs_object_id","value":"10000"}]}]',
    '[{"filters":[{"operator":"GT","propertyName":"hs_object_id","value":"20000"}]}]',
  ]);
}, 60_000);

test("a search in another order throws at the maximum", async () => {
  let read = 0;
  const all = async () => {
    for await (const record of client().search({ limit: 200, sorts: ["-hs_object_id"] })) if (record.id) read += 1;
  };
  await expect(all()).rejects.toThrow(
    "The service returns only the first 10000 items of a list. Leave out sorts to read all of them",
  );
  expect(read).toBe(10_000);
}, 60_000);
