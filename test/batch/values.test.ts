import { expect, test } from "vitest";
import { PartnerClients } from "../../generated/src/index.js";
import { collect } from "./run-helpers.js";

interface Sent {
  readonly inputs: readonly { readonly id: string; readonly properties: object }[];
}

/** An input with a value that the types of the package do not allow. */
const input = (id: string, value: unknown) => ({ id, properties: { name: value as string } });

test("a value that cannot be written fails its own input and nothing else", async () => {
  const sent: Sent[] = [];
  const partnerClients = new PartnerClients({
    accessToken: "t",
    fetch: (_url, init) => {
      const body = JSON.parse(init.body as string) as Sent;
      sent.push(body);
      return Promise.resolve(Response.json({ status: "COMPLETE", results: body.inputs }));
    },
  });
  const inputs = [
    input("1", 12),
    input("2", new Date(0)),
    input("3", null),
    input("4", ["a", "b"]),
    input("5", ["a;b"]),
    input("6", NaN),
  ];
  const outcomes = await collect(partnerClients.batch.updateMany(inputs));
  const messages = outcomes.map((one) => [one.index, one.status, one.status === "failed" && one.error.message] as const);
  expect(messages.sort(([a], [b]) => a - b)).toEqual([
    [0, "succeeded", false],
    [1, "failed", expect.stringContaining("name is a Date")],
    [2, "succeeded", false],
    [3, "succeeded", false],
    [4, "failed", expect.stringContaining("An item of name")],
    [5, "failed", expect.stringContaining("name must not be NaN")],
  ]);
  expect(sent.map(({ inputs: all }) => all.map(({ properties }) => properties))).toEqual([
    [{ name: "12" }, { name: "" }, { name: "a;b" }],
  ]);
});
