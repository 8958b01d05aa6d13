import { expect, test } from "vitest";
import { PartnerClients } from "../../../generated/src/index.js";
import type { BatchReadParams } from "../../../generated/src/index.js";
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
])("inputs that name records by another property are found where the list of properties %s", async (_, properties, asked) => {
  const params = { idProperty: "email", properties, propertiesWithHistory: [] };
  expect(await readMany(params)).toEqual({ asked: [asked], statuses: found });
  expect(params.properties).toBe(properties);
});

const facts = { keyProperty: "by", keyAliases: ["own"], requestedProperties: "properties" };

// prettier-ignore
test.each<[name: string, params: unknown, inputs: readonly unknown[], result: unknown]>([
  ["a key property in the parameters",       { by: "code", properties: ["a"] },           [{}],             { by: "code", properties: ["a", "code"] }],
  ["a key property in each input",           { properties: ["a"] },                       [{ by: "code" }], { properties: ["a", "code"] }],
  ["both in a parameter for the whole body", { body: { by: "code", properties: ["a"] } }, [{}],             { body: { by: "code", properties: ["a", "code"] } }],
  ["a list beside the body",                 { properties: ["a"], body: { by: "code" } }, [{}],             { properties: ["a", "code"], body: { by: "code" } }],
])("the key is requested with %s", (_, params, inputs, result) => {
  expect(requestingKey(params, inputs, facts)).toEqual(result);
});

// prettier-ignore
test.each<[name: string, params: unknown]>([
  ["no parameters",                undefined],
  ["no key property",              { properties: ["a"] }],
  ["the record's own key",         { by: "own", properties: ["a"] }],
  ["no list",                      { by: "code" }],
  ["an empty list, the default's", { by: "code", properties: [] }],
  ["a list with the key",          { by: "code", properties: ["code"] }],
])("the parameters stay as they are with %s", (_, params) => {
  expect(requestingKey(params, [{}], facts)).toBe(params);
});
