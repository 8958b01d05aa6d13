import fc from "fast-check";
import { expect, test } from "vitest";
import { typeErrors } from "./compile.js";
import { aroundModels, modelsOf } from "./random-models.js";

/** Whatever schemas refer to each other, and however, their models compile. `RANDOM_SCHEMAS=1000 SEED=7` tries others, and more than the suite has time for. */

const names = ["A", "B", "C", "D", "E"] as const;
const reference = fc.constantFrom(...names).map((name) => ({ $ref: `#/components/schemas/${name}` }));
const property = fc.constantFrom("kind", "a", "b");

// prettier-ignore
const { node } = fc.letrec<{ schema: object | boolean; node: object | boolean }>((tie) => ({
  schema: fc.oneof({ maxDepth: 3, withCrossShrink: true }, reference, tie("node")),
  node: fc.oneof(
    fc.constantFrom({ type: "string" }, { type: "integer" }, { type: "null" }, { enum: ["x", "y"] }, { enum: ["x"], type: "string" }, { const: "x" }, {}, true, false),
    fc.record({
      type: fc.constant("object"),
      properties: fc.dictionary(property, tie("schema"), { maxKeys: 3 }),
      required: fc.uniqueArray(property),
      additionalProperties: fc.oneof(fc.boolean(), tie("schema")),
      discriminator: fc.constant({ propertyName: "kind" }),
    }, { requiredKeys: ["type"] }),
    fc.record({ type: fc.constant("array"), items: tie("schema"), prefixItems: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }) }, { requiredKeys: ["type"] }),
    ...(["allOf", "oneOf", "anyOf"] as const).map((key) => fc.array(tie("schema"), { minLength: 1, maxLength: 3 }).map((parts) => ({ [key]: parts }))),
    fc.record({ allOf: fc.array(reference, { minLength: 1, maxLength: 2 }), properties: fc.dictionary(property, tie("schema"), { maxKeys: 2 }), required: fc.uniqueArray(property) }),
    fc.record({ oneOf: fc.array(reference, { minLength: 2, maxLength: 3 }), discriminator: fc.constant({ propertyName: "kind" }) }),
  ),
}));

/** Many in one program: to start the compiler costs more than to check. */
const runs = Number(process.env.RANDOM_SCHEMAS ?? 60);

test("random schemas compile", async () => {
  const seed = Number(process.env.SEED ?? 1);
  const graphs = fc.sample(fc.record({ A: node, B: node, C: node, D: node, E: node }), { numRuns: runs, seed });
  const files = new Map(graphs.map((graph, index) => [`src/models-${index}.ts`, modelsOf(graph)]));
  const errors = typeErrors(await aroundModels(), files);
  const first = /models-(\d+)\.ts/.exec(errors[0] ?? "")?.[1];
  expect(errors, `SEED=${seed} ${first === undefined ? "" : JSON.stringify(graphs[Number(first)])}`).toEqual([]);
});
