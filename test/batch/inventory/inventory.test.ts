import { afterAll, beforeAll, expect, test } from "vitest";
import { inventoryPackage, type InventoryPackage } from "./inventory-package.js";

/** An unusual batch API: inputs inside an object, errors by position, results and errors by key, fifty inputs a request, no trace ids. */

interface Run {
  orThrow(): Promise<unknown>;
  [Symbol.asyncIterator](): AsyncIterator<Record<string, unknown>>;
}

interface Package {
  readonly Sample: new (options: object) => {
    readonly stock: { setMany(inputs: Iterable<object>, options: object): Run };
    readonly prices: { removeMany(inputs: Iterable<object>, options?: object): Run };
  };
}

let loaded: InventoryPackage;
let sample: Package;

beforeAll(async () => {
  loaded = await inventoryPackage(use);
  sample = await loaded.load<Package>("index");
});
afterAll(() => loaded.remove());

/** A consumer of the package: its errors are marked, and everything else must compile. */
const use = `
import { Sample, type BatchRun, type Line, type Stock } from "@example/sample";
const sample = new Sample();
const params = { warehouse: "north", author: "Ada", data: { note: "stocktaking" } };
const run: BatchRun<Line, Stock> = sample.stock.setMany([{ sku: "a", count: 1 }], { params });
for await (const outcome of run) {
  if (outcome.status === "succeeded") outcome.record.article.sku;
  else if (outcome.status === "failed") outcome.error.message;
  else outcome.reason.code;
}
// @ts-expect-error The warehouse is missing.
sample.stock.setMany([], { params: { author: "Ada" } });
// @ts-expect-error So are all other parameters.
sample.stock.setMany([]);
// @ts-expect-error An input is not a line.
sample.stock.setMany([{ code: "a" }], { params });
sample.prices.removeMany([{ code: "a" }], { onProgress: ({ succeeded, eta }) => [succeeded, eta] });
// @ts-expect-error There are no other parameters.
sample.prices.removeMany([{ code: "a" }], { params: {} });
`;

interface SentRequest {
  readonly url: string;
  readonly body: {
    readonly author: string;
    readonly data: { readonly note: string; readonly lines: { sku: string; count: number }[] };
  };
}

function inventory(
  respond: (lines: SentRequest["body"]["data"]["lines"], request: number) => readonly [status: number, body: object],
) {
  const sent: SentRequest[] = [];
  const fetch = (url: string, init: RequestInit) => {
    const body = JSON.parse(init.body as string) as SentRequest["body"];
    sent.push({ url, body });
    const [status, data] = respond(body.data.lines, sent.length);
    return Promise.resolve(new Response(JSON.stringify(data), { status, headers: { "content-type": "application/json" } }));
  };
  return { sent, client: new sample.Sample({ fetch }) };
}

const lines = (count: number) => Array.from({ length: count }, (_, index) => ({ sku: `S${index}`, count: index }));
const options = { params: { warehouse: "north", author: "Ada", data: { note: "stocktaking" } }, concurrency: 1, inOrder: true };

async function statuses(run: Run): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for await (const { index, status } of { [Symbol.asyncIterator]: () => run[Symbol.asyncIterator]() }) all.push([index, status]);
  return all;
}

const accept = (given: readonly { readonly sku: string; readonly count: number }[]) =>
  given.map(({ sku, count }) => ({ article: { sku: sku.toLowerCase() }, count }));

test("errors have positions in their request; other parameters are in each request", async () => {
  const { sent, client } = inventory((given) => {
    const bad = given.findIndex(({ count }) => count % 60 === 59);
    const accepted = accept(given.filter((_, index) => index !== bad)).reverse();
    return [
      200,
      { accepted, ...(bad >= 0 && { problems: [{ line: bad, kind: "COUNTED_TWICE", text: "It was counted twice." }] }) },
    ];
  });
  const all = await statuses(client.stock.setMany(lines(120), options));
  expect(all.filter((one) => !JSON.stringify(one).includes("succeeded"))).toEqual([
    [59, "failed"],
    [119, "failed"],
  ]);
  expect(all.length).toBe(120);
  expect(sent.map(({ body }) => body.data.lines.length)).toEqual([50, 50, 20]);
  expect(sent[2]).toMatchObject({
    url: "https://inventory.example/warehouses/north/stock",
    body: { author: "Ada", data: { note: "stocktaking" } },
  });
  expect(sent[0]?.body.data.lines[0]).toEqual({ sku: "S0", count: 0 });
});

test("a rejection that names positions fails these inputs, and one that names none is divided", async () => {
  const { sent, client } = inventory((given, request) => {
    if (request === 1) return [422, { problems: [{ line: 3, kind: "GONE", text: "No such article." }] }];
    if (given.some(({ sku }) => sku === "S7")) return [422, { title: "One of the lines is wrong." }];
    return [200, { accepted: accept(given) }];
  });
  const run = client.stock.setMany(lines(50), options);
  expect((await statuses(run)).filter((one) => !JSON.stringify(one).includes("succeeded"))).toEqual([
    [3, "failed"],
    [7, "failed"],
  ]);
  expect(sent.length).toBeLessThanOrEqual(2 + 2 * Math.ceil(Math.log2(49)));
});

test("results and errors can be maps by key", async () => {
  const fetch = (_: string, init: RequestInit) => {
    const { prices } = JSON.parse(init.body as string) as { prices: { code: string }[] };
    const gone = Object.fromEntries(
      prices.filter(({ code }) => code !== "c").map(({ code }) => [code.toUpperCase(), { amount: 1 }]),
    );
    return Promise.resolve(Response.json({ gone, kept: { c: { why: "It is in use." } } }));
  };
  const run = new sample.Sample({ fetch }).prices.removeMany([{ code: "a" }, { code: "b" }, { code: "c" }]);
  const error: unknown = await run.orThrow().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    message: "1 of 3 inputs did not succeed; input 2: FAILED: It is in use.",
    summary: { succeeded: 2, failed: 1, failures: [{ index: 2, error: { category: "FAILED" } }] },
  });
});
