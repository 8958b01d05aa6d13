import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { comparePlans } from "../../generator/compare/compare.js";
import type { Comparison } from "../../generator/compare/rules/change.js";
import { isAtLeast, worstOf } from "../../generator/compare/rules/verdict.js";
import { planOf } from "../compare/plans.js";
import { type Document, isMap } from "./mutations/document.js";
import { mutations } from "./mutations/mutations.js";
import { rewrites } from "./mutations/rewrites.js";
import { picker, randomNumbers } from "./random.js";

/** Laws that hold for every change, whatever its verdict is. */

const shop: unknown = parse(readFileSync(join(import.meta.dirname, "../snapshots/shop.yaml"), "utf8"));
const steps = fc.tuple(fc.constantFrom(...mutations), fc.nat(1000));
const reorder = rewrites.find(({ name }) => name === "keys in another order");

function changed(document: Document, ...chosen: readonly (readonly [(typeof mutations)[number], number])[]): Document {
  const copy = structuredClone(document);
  for (const [mutation, seed] of chosen) mutation.apply(copy, picker(randomNumbers(seed)));
  return copy;
}

/** Undefined if a change made one of the descriptions invalid. */
async function compare(old: Document, now: Document): Promise<Comparison | undefined> {
  const [before, after] = [old === original ? planOfOriginal : await planOf(old), await planOf(now)];
  return before.plan && after.plan && comparePlans(before.plan, after.plan);
}

const original = isMap(shop) ? shop : {};
const planOfOriginal = await planOf(original);

test("a changed description is equal to itself in another order", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (step) => {
      const now = changed(original, step);
      const reordered = structuredClone(now);
      reorder?.apply(reordered, picker(Math.random));
      expect((await compare(now, reordered))?.changes ?? []).toEqual([]);
    }),
    { numRuns: 8 },
  );
});

test("a change that is none is none when it is taken back", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (step) => {
      const now = changed(original, step);
      const [there, back] = [await compare(original, now), await compare(now, original)];
      expect(there?.verdict === "none").toBe(back?.verdict === "none");
    }),
    { numRuns: 8 },
  );
});

test("a chain is at least as bad as each step, unless one step changes what the other has changed", async () => {
  await fc.assert(
    fc.asyncProperty(steps, steps, async (first, second) => {
      const [one, two] = [changed(original, first), changed(original, first, second)];
      const [a, b, chain] = [await compare(original, one), await compare(one, two), await compare(original, two)];
      if (a === undefined || b === undefined || chain === undefined) return;
      const subjects = new Set(a.changes.map(({ subject }) => subject));
      if (b.changes.some(({ subject }) => subjects.has(subject))) return;
      expect(isAtLeast(chain.verdict, worstOf([a.verdict, b.verdict]))).toBe(true);
    }),
    { numRuns: 8 },
  );
});
