import { afterAll, beforeAll, expect, test } from "vitest";
import { inventoryPackage, type InventoryPackage } from "./inventory/inventory-package.js";

/** Fake records of an unusual API: keys in objects or in maps, errors by position and by key, no trace ids. */

interface Fake {
  readonly records: Map<string, unknown>;
  readonly handlers: object;
}
interface Testing {
  readonly mockFetch: (handlers: object) => typeof fetch;
  readonly fakeStock: (records: object) => Fake;
  readonly fakePrices: (records: object) => Fake;
}
interface Run extends PromiseLike<unknown> {
  orThrow(): Promise<unknown>;
}
type Call = (params: object) => Promise<unknown>;
interface Package {
  readonly Sample: new (options: object) => {
    readonly stock: { setMany(inputs: readonly object[], options: object): Run; set: Call; get: Call; forget: Call };
    readonly prices: { removeMany(inputs: readonly object[]): Run; remove: Call; save: Call };
  };
}

/** A consumer of the package: its errors are marked, and everything else must compile. */
const use = `
import { Sample } from "@example/sample";
import { fakePrices, fakeStock, mockFetch, type FakeRecords } from "@example/sample/testing";
const stock = fakeStock({ a: { count: 1 }, b: {} }, { now: () => new Date(0) });
const prices = fakePrices({ a: { amount: 1 } });
const sample = new Sample({ fetch: mockFetch({ ...stock.handlers, ...prices.handlers }) });
export const count: number | undefined = stock.records.get("a")?.count;
export const amount: number | undefined = prices.records.get("a")?.amount;
export const call = sample.stock.get({ warehouse: "north", sku: "a" });
// @ts-expect-error A count is a number.
fakeStock({ a: { count: "1" } });
// @ts-expect-error Stock has no amount.
fakeStock({ a: { amount: 1 } });
`;

let loaded: InventoryPackage;
let sample: Package;
let testing: Testing;
beforeAll(async () => {
  loaded = await inventoryPackage(use);
  sample = await loaded.load<Package>("index");
  testing = await loaded.load<Testing>("testing");
});
afterAll(() => loaded.remove());

function clientOf({ handlers }: Fake) {
  return new sample.Sample({ fetch: testing.mockFetch(handlers), retry: false });
}

const place = { warehouse: "north", author: "Ada" };

test("a key inside an object is written there, and required properties are filled in", async () => {
  const fake = testing.fakeStock({ a: { count: 1 }, b: {} });
  expect(await clientOf(fake).stock.get({ warehouse: "north", sku: "b" })).toEqual({ article: { sku: "b" }, count: 0 });
});

test("errors by position: one for each input", async () => {
  const fake = testing.fakeStock({ a: { count: 1 }, b: {} });
  const lines = ["x", "a", "y", "b"].map((sku, count) => ({ sku, count: 10 + count }));
  expect(await clientOf(fake).stock.set({ ...place, data: { lines } })).toEqual({
    accepted: [
      { article: { sku: "a" }, count: 11 },
      { article: { sku: "b" }, count: 13 },
    ],
    problems: [
      { line: 0, kind: "NOT_FOUND", text: "There is no such record: x." },
      { line: 2, kind: "NOT_FOUND", text: "There is no such record: y." },
    ],
  });
  const run = clientOf(fake).stock.setMany(lines, { params: { ...place, data: {} } });
  expect(await run).toMatchObject({ succeeded: 2, failed: 2, skipped: 0, unknown: 0, failures: [{ index: 0 }, { index: 2 }] });
});

test("a request is rejected with the status code of the description, without a body if there is none in the description", async () => {
  const lines = Array.from({ length: 51 }, (_, index) => ({ sku: `${index}`, count: 1 }));
  const refused = clientOf(testing.fakeStock({})).stock.set({ ...place, data: { lines } });
  await expect(refused).rejects.toMatchObject({ status: 422, body: undefined });
});

test("a record is deleted once", async () => {
  const fake = testing.fakeStock({ a: {} });
  const client = clientOf(fake);
  expect(await client.stock.forget({ warehouse: "north", sku: "a" })).toBeUndefined();
  expect(fake.records.size).toBe(0);
  await expect(client.stock.forget({ warehouse: "north", sku: "a" })).rejects.toMatchObject({
    status: 404,
    body: { kind: "NOT_FOUND", line: 0, text: "There is no such record: a." },
  });
  await expect(client.stock.get({ warehouse: "north", sku: "a" })).rejects.toMatchObject({ status: 404, body: undefined });
});

test("results and errors by key", async () => {
  const fake = testing.fakePrices({ a: { amount: 1 }, b: { amount: 2 }, d: { amount: 4 } });
  const client = clientOf(fake);
  expect(await client.prices.remove({ prices: [{ code: "a" }, { code: "c" }] })).toEqual({
    gone: { a: { amount: 1 } },
    kept: { c: { why: "There is no such record: c." } },
  });
  expect(await client.prices.removeMany(["b", "c"].map((code) => ({ code })))).toMatchObject({ succeeded: 1, failed: 1 });
  expect([...fake.records]).toEqual([["d", { amount: 4 }]]);
});

test("saving creates the records that do not exist", async () => {
  const fake = testing.fakePrices({ a: { amount: 1 } });
  const saved = await clientOf(fake).prices.save({ prices: [{ code: "a" }, { code: "b", amount: 2 }] });
  expect(saved).toEqual({ saved: { a: { amount: 1 }, b: { amount: 2 } } });
  expect([...fake.records.keys()]).toEqual(["a", "b"]);
});
