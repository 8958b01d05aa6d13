import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createClient } from "../../../templates/runtime/call/client.js";
import { path } from "../../../templates/runtime/values/path.js";
import { date, dateTime } from "../../../templates/runtime/bodies/dates.js";
import { serializeMaps, serializeValues } from "../../../templates/runtime/bodies/serialized-maps.js";
import { rejection, serve } from "../server.js";

const rules = { null: "", list: ";" };

describe("a value is serialized as the description declares", () => {
  test.each([
    ["a;b", "a;b"],
    ["", ""],
    [null, ""],
    [true, "true"],
    [false, "false"],
    [0, "0"],
    [-0, "0"],
    [17, "17"],
    [-1234567.5, "-1234567.5"],
    [0.1, "0.1"],
    [1e21, "1000000000000000000000"],
    [-1.5e300, `-15${"0".repeat(299)}`],
    [1e-7, "0.0000001"],
    [-1.25e-9, "-0.00000000125"],
    [[], ""],
    [["chocolate"], "chocolate"],
    [["chocolate", "strawberry", 3], "chocolate;strawberry;3"],
    [date(new Date("2026-03-01T23:30:00Z")), "2026-03-01"],
    [date(new Date("2026-03-01T23:30:00Z"), "Europe/Berlin"), "2026-03-02"],
    [date(new Date("0099-03-01T00:00:00Z")), "0099-03-01"],
    [dateTime(new Date("2026-03-01T23:30:00.5Z")), "2026-03-01T23:30:00.500Z"],
  ])("%j", (value, want) => {
    expect(serializeValues({ value }, rules)).toEqual({ value: want });
  });

  test("every number can be parsed again", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const { text } = serializeValues({ text: value }, {});
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(text)).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  test("undefined is not sent, and names are kept", () => {
    expect(Object.entries(serializeValues({ a: undefined, ["__proto__"]: 1, b: 2 }, rules))).toEqual([
      ["__proto__", "1"],
      ["b", "2"],
    ]);
  });
});

describe("a value that cannot be serialized is rejected", () => {
  test.each([
    [new Date(), rules, "closed is a Date: use date(value) or dateTime(value)."],
    [NaN, rules, "closed must not be NaN."],
    [Infinity, rules, "closed must not be Infinity."],
    [{}, rules, "closed must not be of type object."],
    [["a;b"], rules, 'An item of closed must not contain ";", which is the separator.'],
    [[null], rules, "closed must not be null."],
    [[["a"]], rules, "closed must not be an array."],
    [null, {}, "closed must not be null."],
    [["a"], {}, "closed must not be an array."],
  ])("%j", (closed, wanted, message) => {
    expect(() => serializeValues({ closed }, wanted)).toThrow(new TypeError(message));
  });

  test("an invalid date", () => {
    expect(() => date(new Date(NaN))).toThrow(new TypeError("The date is invalid."));
    expect(() => dateTime(new Date(NaN))).toThrow(new TypeError("The date is invalid."));
  });
});

describe("the values of a body", () => {
  const places = [{ at: ["inputs", null, "properties"], ...rules }];

  async function send(body: unknown) {
    const server = await serve({ json: {} });
    const client = createClient({ accessToken: "t", baseUrl: server.url, retry: false });
    const sent = client.send({ method: "POST", path: path`/a`, body: serializeMaps(body, places) });
    return { sent, server };
  }

  test.each([
    [
      { inputs: [{ id: "1", properties: { a: null, b: [1, 2] } }, { id: "2" }, null] },
      '{"inputs":[{"id":"1","properties":{"a":"","b":"1;2"}},{"id":"2"},null]}',
    ],
    [{ inputs: null, properties: { a: 1 } }, '{"inputs":null,"properties":{"a":1}}'],
    [{ inputs: [{ properties: null }] }, '{"inputs":[{"properties":null}]}'],
    [null, "null"],
  ])("%j", async (body, want) => {
    const before = structuredClone(body);
    const { sent, server } = await send(body);
    await sent;
    expect(server.seen[0]).toMatchObject({ body: want, headers: { "content-type": "application/json" } });
    expect(body).toEqual(before);
  });

  test("that cannot be serialized reject the promise, and nothing is sent", async () => {
    const { sent, server } = await send({ inputs: [{ properties: { closed: new Date() } }] });
    expect(String(await rejection(sent))).toContain("closed is a Date");
    expect(server.seen).toEqual([]);
  });

  test("are undefined if there is no body", () => {
    expect(serializeMaps(undefined, places)).toBeUndefined();
  });
});
