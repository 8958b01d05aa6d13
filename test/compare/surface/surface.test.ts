import { describe, expect, test } from "vitest";
import { compareDescriptions as compareRead } from "../../../generator/compare/compare.js";
import { compareDescriptions, planOf } from "../plans.js";
import { api, receivingWhole, sendingWhole } from "../rules/minimal-pairs.js";

const text = { type: "string" };

async function messages(old: object, now: object): Promise<readonly string[]> {
  return (await compareDescriptions(old, now)).changes.map(({ verdict, message }) => `${verdict}: ${message}`);
}

describe("changes are told by their effect on the caller's code", () => {
  const model = (properties: object, required: readonly string[] = []) =>
    receivingWhole({ $ref: "#/components/schemas/Thing" }, { schemas: { Thing: { type: "object", properties, required } } });

  test("the answer of one operation is named by the operation", async () => {
    expect(await messages(model({ id: text, errors: text }), model({ id: text }))).toEqual([
      "breaking: `things.send` no longer returns `errors`.",
    ]);
  });

  test("a model of several operations is named by itself, with the operations", async () => {
    const both = (properties: object) => ({
      ...model(properties),
      paths: {
        ...(model(properties) as { paths: object }).paths,
        "/more": (model(properties) as { paths: { "/things": object } }).paths["/things"],
      },
    });
    const { changes } = await compareDescriptions(both({ id: text, errors: text }), both({ id: text }));
    const found = changes.find(({ rule }) => rule === "received-property-removed");
    expect(found?.message).toBe("`Thing` no longer has `errors`.");
    expect(found?.operations.length).toBe(2);
    expect(found?.old?.pointer).toBe("/components/schemas/Thing/properties/errors");
  });

  test("a parameter that moves into the body is no break", async () => {
    const inQuery = api({ operation: { parameters: [{ name: "a", in: "query", schema: text }] } });
    const { verdict } = await compareDescriptions(inQuery, sendingWhole({ type: "object", properties: { a: text } }));
    expect(verdict).toBe("compatible");
  });

  test("a component that nothing refers to is not part of the API", async () => {
    expect(await messages(api(), api({ components: { schemas: { Unused: text } } }))).toEqual([]);
  });

  test("`readOnly` takes a property out of requests, `writeOnly` out of responses", async () => {
    const thing = (more: object) => ({ type: "object", properties: { id: { ...text, ...more }, name: text } });
    expect(await messages(sendingWhole(thing({})), sendingWhole(thing({ readOnly: true })))).toContain(
      "breaking: `things.send` no longer accepts `id`.",
    );
    expect(await messages(receivingWhole(thing({})), receivingWhole(thing({ writeOnly: true })))).toContain(
      "breaking: `things.send` no longer returns `id`.",
    );
  });

  test("a name with backticks and line breaks stays inside its quotes", async () => {
    const [message] = await messages(
      receivingWhole({ type: "object", properties: { a: text, "x`\n<b>`": text } }),
      receivingWhole({ type: "object", properties: { a: text } }),
    );
    expect(message).toBe("breaking: `things.send` no longer returns `x' <b>'`.");
  });
});

describe("descriptions that cannot be used", () => {
  const dangling = receivingWhole({ $ref: "#/components/schemas/Gone" });

  test("a new one is invalid, an old one repaired", async () => {
    const [valid, invalid] = [await planOf(api()), await planOf(dangling)];
    expect(compareRead(valid, invalid).verdict).toBe("invalid");
    expect(compareRead(invalid, valid)).toMatchObject({ verdict: "compatible", changes: [{ rule: "description-repaired" }] });
    expect(compareRead(invalid, invalid).verdict).toBe("invalid");
  });

  test("a required path parameter that is in no path makes a description invalid, unless it was there before", async () => {
    const phantom = await planOf(api({ operation: { parameters: [{ name: "id", in: "path", required: true, schema: text }] } }));
    const valid = await planOf(api());
    expect(compareRead(valid, phantom).verdict).toBe("invalid");
    expect(compareRead(phantom, phantom).verdict).toBe("none");
    expect(compareRead(phantom, valid).changes.map(({ rule }) => rule)).toEqual(["description-repaired"]);
  });
});

describe("a leak of another version", () => {
  const operation = { responses: { "200": { description: "Done." } } };
  const paths = (prefix: string) => Object.fromEntries(["a", "b", "c"].map((name) => [`${prefix}/${name}`, { get: operation }]));

  test("is suspicious, and so are the names that it displaces", async () => {
    const { verdict, changes } = await compareDescriptions(
      { ...api(), paths: paths("/crm/v3/things") },
      { ...api(), paths: { ...paths("/crm/v3/things"), ...paths("/crm/v4/things"), ...paths("/crm/others") } },
    );
    expect(verdict).toBe("suspicious");
    expect(changes.map(({ rule }) => rule)).toContain("operations-leaked");
    expect(changes.map(({ rule }) => rule)).toContain("operation-name-displaced");
  });
});

describe("the package itself", () => {
  const scheme = (more: object) =>
    api({
      operation: { security: [{ login: [] }] },
      components: { securitySchemes: { login: { "x-specloom-auth": { option: "login" }, ...more } } },
    });

  test("credentials of another kind, or sent elsewhere", async () => {
    const [header, query] = ["header", "query"].map((place) => scheme({ type: "apiKey", in: place, name: "k" }));
    const basic = scheme({ type: "http", scheme: "basic" });
    expect(await messages(header ?? {}, query ?? {})).toEqual([
      "compatible: The option `login` is sent in the query `k` in place of the header `k`.",
    ]);
    expect(await messages(header ?? {}, basic)).toEqual([
      "breaking: The option `login` takes a user name and a password in place of a string.",
    ]);
  });
});
