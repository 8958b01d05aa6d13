import { expect, test } from "vitest";
import { receivingWhole } from "../compare/rules/minimal-pairs.js";
import { judge, type Outcome, subjectOf } from "./judge.js";

/** The proof itself, on a pair that is small enough for every run; `npm run test:verdicts` has hundreds. */
async function outcomeOf(properties: object): Promise<Outcome> {
  const described = (more: object) => {
    const pet = { type: "object", properties: { name: { type: "string" }, ...more }, required: ["name"] };
    return JSON.stringify(receivingWhole({ $ref: "#/components/schemas/Pet" }, { schemas: { Pet: pet } }));
  };
  const [old, now] = [
    await subjectOf("old", described({ age: { type: "integer" } })),
    await subjectOf("now", described(properties)),
  ];
  if (old === undefined || now === undefined) throw new Error("A description is refused.");
  return judge("pets", old, now);
}

test("the compiler and the verdict agree", async () => {
  const [more, less] = [await outcomeOf({ age: { type: "integer" }, kind: { enum: ["cat"] } }), await outcomeOf({})];
  expect([more, less].map(({ verdict }) => verdict)).toEqual(["compatible", "breaking"]);
  expect(more.errors).toEqual([]);
  expect(less.errors[0]).toContain("Property 'age' does not exist on type 'Pet'.");
});
