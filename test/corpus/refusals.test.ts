import { expect, test } from "vitest";
import { judgementOf, unjudged } from "./judgements.js";
import type { Judged, Verdict } from "./verdict.js";

const compiled: Verdict = { outcome: "compiled", operations: 1, models: 0, warnings: 0 };
const refused = (code: string): Verdict => ({ outcome: "refused", reasons: [{ code, position: "1:1", message: "No." }] });
const one = (file: string, verdict: Verdict): Judged => ({ file, seconds: 1, verdict });

test.each([
  { name: "what compiles", judged: [one("a/new.json", compiled)], objections: [] },
  { name: "a refusal with a judgement", judged: [one("a/trello.com.json", refused("path-duplicate"))], objections: [] },
  {
    name: "a refusal without one",
    judged: [one("a/new.json", refused("wrong-type"))],
    objections: ["a/new.json is refused, and test/corpus/judgements.ts does not say why that is right."],
  },
  {
    name: "a judgement of what compiles by now",
    judged: [one("a/trello.com.json", compiled)],
    objections: ['test/corpus/judgements.ts judges "trello.com.json path-duplicate", which is not refused for that any more.'],
  },
  {
    name: "a judgement of another reason",
    judged: [one("a/trello.com.json", refused("wrong-type"))],
    objections: [
      "a/trello.com.json is refused, and test/corpus/judgements.ts does not say why that is right.",
      'test/corpus/judgements.ts judges "trello.com.json path-duplicate", which is not refused for that any more.',
    ],
  },
])("$name", ({ judged, objections }) => {
  expect(unjudged(judged)).toEqual(objections);
});

test("a judgement is told of what is refused for its reason alone", () => {
  expect(judgementOf(one("a/trello.com.json", refused("path-duplicate")))).toMatch(/can't be reached/);
  expect(judgementOf(one("a/trello.com.json", refused("wrong-type")))).toBeUndefined();
});
