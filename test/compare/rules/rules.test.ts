import { describe, expect, test } from "vitest";
import { changeRules } from "../../../generator/compare/rules/rules.js";
import { compareDescriptions } from "../plans.js";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rulesTables } from "./rules-page.js";
import { cases } from "./minimal-pairs.js";

async function rulesOf(old: object, now: object): Promise<readonly string[]> {
  const { changes } = await compareDescriptions(old, now);
  return [...new Set(changes.map(({ rule, verdict }) => `${verdict} ${rule}`))].sort();
}

const expected = (rule: string) => `${changeRules.get(rule)?.verdict ?? "?"} ${rule}`;

describe("a minimal pair of each rule", () => {
  test.each(cases)("$rule, and its opposite $opposite", async ({ rule, opposite, old, now }) => {
    expect(await rulesOf(old, now)).toContain(expected(rule));
    expect(await rulesOf(now, old)).toContain(expected(opposite));
  });

  test.each(cases)("$rule: each description is equal to itself", async ({ old, now }) => {
    expect([await rulesOf(old, old), await rulesOf(now, now)]).toEqual([[], []]);
  });
});

test("every rule has a pair, or a test of its own", () => {
  const covered = new Set(cases.flatMap(({ rule, opposite }) => [rule, opposite]));
  const elsewhere = [
    // test/compare/surface
    "batch-renamed",
    "credential-placement-changed",
    "description-invalid",
    "description-repaired",
    "operation-name-displaced",
    "option-type-changed",
    "package-renamed",
  ];
  expect([...changeRules.keys()].filter((rule) => !covered.has(rule) && !elsewhere.includes(rule))).toEqual([]);
});

test("docs/changes.md lists every rule", () => {
  const words = (text: string) => text.replace(/[-\s]+/g, " ");
  const page = readFileSync(join(import.meta.dirname, "../../../docs/changes.md"), "utf8");
  expect(words(page)).toContain(words(rulesTables()).trim());
});
