import fc from "fast-check";
import { expect, test } from "vitest";
import { isAtLeast, worstOf } from "../../../generator/compare/rules/verdict.js";
import { compareDescriptions } from "../plans.js";
import { cases, receivingWhole } from "../rules/minimal-pairs.js";

/** A random type, as a JSON Schema. */
const schemas = fc.letrec<{ schema: object }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<object>(
      { type: "string" },
      { type: "number" },
      { type: "boolean" },
      { enum: ["a", "b"] },
      { const: "c" },
      { type: ["string", "null"] },
    ),
    tie("schema").map((items) => ({ type: "array", items })),
    fc
      .dictionary(fc.constantFrom("a", "b", "c", "d"), tie("schema"), { minKeys: 1, maxKeys: 4 })
      .map((properties) => ({ type: "object", properties, required: Object.keys(properties).slice(1) })),
    fc.array(tie("schema"), { minLength: 2, maxLength: 3 }).map((anyOf) => ({ anyOf })),
  ),
})).schema;

function shuffled(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, seed));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]: [string, unknown], index) => ({
    key,
    item,
    rank: (index * 7919 + seed * 104_729) % 31,
  }));
  entries.sort((a, b) => a.rank - b.rank);
  return Object.fromEntries(
    entries.map(({ key, item }) => [
      key,
      key === "required" && Array.isArray(item) ? [...(item as readonly unknown[])].reverse() : shuffled(item, seed),
    ]),
  );
}

test("a description is equal to itself, in any order", async () => {
  await fc.assert(
    fc.asyncProperty(schemas, fc.nat(30), async (schema, seed) => {
      const description = receivingWhole({ type: "object", properties: { value: schema } });
      expect((await compareDescriptions(description, shuffled(description, seed) as object)).verdict).toBe("none");
    }),
    { numRuns: 60 },
  );
});

test("a chain of two changes is at least as bad as a breaking step that the other does not undo", async () => {
  await fc.assert(
    fc.asyncProperty(schemas, schemas, schemas, async (a, b, c) => {
      const [first, second, third] = [a, b, c].map((schema, index) =>
        receivingWhole({ type: "object", properties: { left: index === 0 ? a : b, right: index < 2 ? a : schema } }),
      );
      if (first === undefined || second === undefined || third === undefined) return;
      const steps = [(await compareDescriptions(first, second)).verdict, (await compareDescriptions(second, third)).verdict];
      const chain = (await compareDescriptions(first, third)).verdict;
      expect(isAtLeast(chain, worstOf(steps))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test("a change and its reversal leave nothing", async () => {
  for (const { old, now } of cases.slice(0, 20)) {
    const there = await compareDescriptions(old, now);
    const back = await compareDescriptions(now, old);
    expect([there.verdict === "none", back.verdict === "none"]).toEqual([false, false]);
    expect((await compareDescriptions(old, structuredClone(old))).changes).toEqual([]);
  }
});

test("recursive types are compared once, and their changes found", async () => {
  const tree = (type: string) =>
    receivingWhole(
      { $ref: "#/components/schemas/Tree" },
      {
        schemas: {
          Tree: {
            type: "object",
            properties: { value: { type }, children: { type: "array", items: { $ref: "#/components/schemas/Tree" } } },
          },
        },
      },
    );
  const { changes } = await compareDescriptions(tree("string"), tree("number"));
  expect(changes.map(({ rule, message }) => [rule, message])).toEqual([
    ["received-type-changed", "`Tree.value` is a number in place of a string."],
  ]);
});

test("an order of `allOf`, and of `oneOf`, is no change", async () => {
  const parts = [
    { type: "object", properties: { a: { type: "string" } } },
    { type: "object", properties: { b: { type: "number" } } },
  ];
  for (const keyword of ["allOf", "oneOf", "anyOf"]) {
    const pair = [parts, [...parts].reverse()].map((list) => receivingWhole({ [keyword]: list }));
    expect((await compareDescriptions(pair[0] ?? {}, pair[1] ?? {})).verdict).toBe("none");
  }
});
