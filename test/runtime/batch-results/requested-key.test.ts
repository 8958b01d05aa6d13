import { expect, test } from "vitest";
import { PartnerClients } from "../../../generated/src/index.js";
import type { BatchReadParams } from "../../../generated/src/index.js";
import { createItemFactory } from "../../../templates/runtime/batch-results/batch-items.js";
import { requestingKey } from "../../../templates/runtime/batch/batch-params.js";

/** A service that returns the properties that a request asks for, and no others. */
interface Body {
  readonly properties?: readonly string[];
  readonly idProperty?: string;
  readonly inputs: readonly { readonly id: string }[];
}

async function readMany(params: Omit<BatchReadParams, "inputs">) {
  const asked: (readonly string[] | undefined)[] = [];
  const partnerClients = new PartnerClients({
    accessToken: "t",
    fetch: (_url, init) => {
      const { inputs, properties } = JSON.parse(init.body as string) as Body;
      asked.push(properties);
      const results = inputs.map(({ id }) => {
        const record = new Map([
          ["name", "Acme"],
          ["email", id],
        ]);
        return {
          id: `record of ${id}`,
          properties: Object.fromEntries((properties ?? []).map((name) => [name, record.get(name)])),
        };
      });
      return Promise.resolve(Response.json({ status: "COMPLETE", results: results.reverse() }));
    },
  });
  const statuses: string[] = [];
  const run = partnerClients.batch.readMany([{ id: "a@x.example" }, { id: "b@x.example" }], { inOrder: true, params });
  for await (const outcome of run)
    statuses.push(outcome.status === "succeeded" ? `${outcome.input.id}: ${outcome.record.id}` : outcome.status);
  return { asked, statuses };
}

const found = ["a@x.example: record of a@x.example", "b@x.example: record of b@x.example"];

test.each([
  ["lacks it", ["name"], ["name", "email"]],
  ["has it", ["email", "name"], ["email", "name"]],
  ["is empty", [], ["email"]],
])("inputs that name records by another property are found where the list of properties %s", async (_, properties, asked) => {
  const params = { idProperty: "email", properties, propertiesWithHistory: [] };
  expect(await readMany(params)).toEqual({ asked: [asked], statuses: found });
  expect(params.properties).toBe(properties);
});

const facts = { keyProperty: "by", keyAliases: ["own"], requestedProperties: "properties" };
const shared = { ...facts, keyPropertyIn: "request" } as const;
const inBody = { ...shared, body: "requestBody" };

// prettier-ignore
test.each<[name: string, facts: Parameters<typeof requestingKey>[2], params: unknown, result: unknown]>([
  ["a key property in the parameters",       shared, { by: "code", properties: ["a"] },                  { by: "code", properties: ["a", "code"] }],
  ["a key property in each input",           facts,  { properties: ["a"], by: "a parameter of its own" }, { properties: ["a", "code"], by: "a parameter of its own" }],
  ["both in a parameter for the whole body", inBody, { requestBody: { by: "code", properties: ["a"] } }, { requestBody: { by: "code", properties: ["a", "code"] } }],
  ["a list beside the body",                 inBody, { properties: ["a"], requestBody: { by: "code" } }, { properties: ["a", "code"], requestBody: { by: "code" } }],
  ["an empty list",                          shared, { by: "code", properties: [] },                     { by: "code", properties: ["code"] }],
])("the key is requested with %s", (_, given, params, result) => {
  expect(requestingKey(params, [{ by: "code" }], given)).toEqual(result);
});

// prettier-ignore
test.each<[name: string, params: unknown]>([
  ["no parameters",                         undefined],
  ["no key property",                       { properties: ["a"] }],
  ["the record's own key",                  { by: "own", properties: ["a"] }],
  ["no list",                               { by: "code" }],
  ["a list with the key",                   { by: "code", properties: ["code"] }],
  ["a property of the key's name in a body", { requestBody: { by: "code", properties: ["a"] } }],
])("the parameters stay as they are with %s", (_, params) => {
  expect(requestingKey(params, [{}], shared)).toBe(params);
});

test.each([
  ["parameters", undefined, { by: "code" }],
  ["parameter for the whole body", "requestBody", { requestBody: { by: "code" } }],
])("the inputs are those of the key property in the %s", (_, body, params) => {
  const itemFacts = { ...shared, maximum: 10, key: "id", results: ["results"], ...(body !== undefined && { body }) };
  const { group } = createItemFactory<{ id: string }>(itemFacts, params, "run", false).create({ id: "a" }, 0);
  expect(group).toBe("code");
});
