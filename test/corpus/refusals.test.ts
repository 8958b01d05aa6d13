import { expect, test } from "vitest";
import { explanationOf, unexplainedRefusals } from "./refusals.js";
import type { CheckedDescription, Result } from "./result.js";

const compiled: Result = { outcome: "compiled", operations: 1, models: 0, warnings: 0 };
const refused = (code: string): Result => ({ outcome: "refused", reasons: [{ code, position: "1:1", message: "No." }] });
const explanations = new Map([["clicksend.com.json path-invalid", "OpenAPI does not have such a query."]]);
const one = (file: string, result: Result): CheckedDescription => ({ file, seconds: 1, result });

test.each([
  { name: "a description that compiles", checked: [one("a/new.json", compiled)], problems: [] },
  { name: "a refusal with an explanation", checked: [one("a/clicksend.com.json", refused("path-invalid"))], problems: [] },
  {
    name: "a refusal without one",
    checked: [one("a/new.json", refused("wrong-type"))],
    problems: ["a/new.json is refused, and test/corpus/refusals.ts does not say why that is right."],
  },
  {
    name: "an explanation of a description that compiles now",
    checked: [one("a/clicksend.com.json", compiled)],
    problems: ['test/corpus/refusals.ts explains "clicksend.com.json path-invalid", which is not refused for that any more.'],
  },
  {
    name: "an explanation of another reason",
    checked: [one("a/clicksend.com.json", refused("wrong-type"))],
    problems: [
      "a/clicksend.com.json is refused, and test/corpus/refusals.ts does not say why that is right.",
      'test/corpus/refusals.ts explains "clicksend.com.json path-invalid", which is not refused for that any more.',
    ],
  },
])("$name", ({ checked, problems }) => {
  expect(unexplainedRefusals(checked, explanations)).toEqual(problems);
});

test("an explanation applies only to a refusal for its reason", () => {
  expect(explanationOf(one("a/clicksend.com.json", refused("path-invalid")), explanations)).toMatch(/does not have/);
  expect(explanationOf(one("a/clicksend.com.json", refused("wrong-type")), explanations)).toBeUndefined();
});
