import { describe, expect, test } from "vitest";
import type { PartnerClients } from "../../generated/src/index.js";
import { type Outcome, updateInBatches } from "./update-in-batches.js";

/** Answers that a real service may give and the fake need not: the client is a stand-in that returns them. */

const record = (id: string, more: object = {}) => ({ id, properties: {}, ...more });
const updates = [
  { id: "1", properties: { name: "A" } },
  { id: "2", properties: { name: "B" } },
  { id: "Three@x.example", idProperty: "email", properties: { name: "C" } },
];

async function outcomesOf(data: object): Promise<string[]> {
  const answered = () => ({ withResponse: () => Promise.resolve({ status: 200, headers: new Headers(), data }) });
  const client = { batch: { update: answered } } as unknown as PartnerClients;
  const outcomes: Outcome[] = [];
  for await (const batch of updateInBatches(client, updates)) outcomes.push(...batch);
  return outcomes.map((outcome) => (outcome.status === "updated" ? outcome.record.id : outcome.reason.category));
}

describe("joining answers to updates", () => {
  const gone = (context: object) => ({ status: "error", category: "GONE", message: "", context });
  const table: readonly { readonly title: string; readonly given: object; readonly want: readonly string[] }[] = [
    {
      title: "trace ids, in another order",
      given: {
        results: [
          record("33", { objectWriteTraceId: "2" }),
          record("2", { objectWriteTraceId: "1" }),
          record("1", { objectWriteTraceId: "0" }),
        ],
      },
      want: ["1", "2", "33"],
    },
    {
      title: "no trace ids: the id, or the identifying property without regard to case",
      given: { results: [record("33", { properties: { email: "three@x.example" } }), record("1"), record("2")] },
      want: ["1", "2", "33"],
    },
    {
      title: "several ids in one error",
      given: { results: [record("1")], errors: [gone({ ids: ["2", "three@x.example"] })] },
      want: ["1", "GONE", "GONE"],
    },
    {
      title: "an error by trace id",
      given: { results: [record("1"), record("2")], errors: [gone({ objectWriteTraceId: ["2"] })] },
      want: ["1", "2", "GONE"],
    },
    { title: "nothing at all", given: { results: [] }, want: ["UNCONFIRMED", "UNCONFIRMED", "UNCONFIRMED"] },
    {
      title: "an error that names nothing",
      given: { results: [record("1")], errors: [{ category: "GONE", message: "" }] },
      want: ["1", "UNCONFIRMED", "UNCONFIRMED"],
    },
  ];
  test.each(table)("$title", async ({ given, want }) => {
    expect(await outcomesOf(given)).toEqual(want);
  });
});
