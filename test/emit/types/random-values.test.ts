import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { typeErrors } from "../compile.js";
import { aroundModels, modelsOf } from "../random-models.js";

/*
 * Every value that ajv finds valid for a schema is assignable to the type of the schema. `RANDOM_VALUES=500 SEED=7` runs others, and more than
 * the suite has time for.
 */

const names = ["A", "B", "C"] as const;
const reference = fc.constantFrom(...names).map((name) => ({ $ref: `#/components/schemas/${name}` }));
const property = fc.constantFrom("kind", "a", "b");

// Every schema has a `type`, because one without allows all values of other types. Every object has a required property, because TypeScript
// refuses values without a common property for types whose properties are all optional.
// prettier-ignore
const { node } = fc.letrec<{ schema: object | boolean; node: object | boolean; object: object }>((tie) => ({
  schema: fc.oneof({ maxDepth: 3, withCrossShrink: true }, reference, tie("node")),
  object: fc.record({ properties: fc.dictionary(property, tie("schema"), { minKeys: 1, maxKeys: 3 }), additionalProperties: fc.option(fc.oneof(fc.boolean(), tie("schema"))) })
    .chain(({ properties, additionalProperties }) => fc.subarray(Object.keys(properties), { minLength: 1 })
      .map((required) => ({ type: "object", properties, required, ...(additionalProperties !== null && { additionalProperties }) }))),
  node: fc.oneof(
    fc.constantFrom({ type: "string" }, { type: "integer" }, { type: "null" }, { type: "boolean" }, { type: ["string", "null"] }, { enum: ["x", 1, null] }, { enum: ["x", "y"], type: "string" }, { const: "x" }, { const: [1] }, {}, true, false),
    tie("object"),
    fc.record({ type: fc.constant("object"), additionalProperties: tie("schema") }),
    fc.record({ type: fc.constant("array"), items: tie("schema"), prefixItems: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }), minItems: fc.nat(2) }, { requiredKeys: ["type"] }),
    ...(["allOf", "oneOf", "anyOf"] as const).map((key) => fc.array(tie("schema"), { minLength: 1, maxLength: 3 }).map((parts) => ({ [key]: parts }))),
    fc.tuple(tie("object"), reference).map(([own, base]) => ({ ...own, allOf: [base] })),
  ),
}));

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    fc.constantFrom("x", "y", "z", 0, 1, 1.5, null, true, [], [1], {}),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("kind", "a", "b", "other"), tie("value"), { minKeys: 1, maxKeys: 3 }),
  ),
}));

const ajv = new Ajv2020({ strict: false, meta: false, validateSchema: false });

/** The valid values. None for a schema that refers to itself only, on which ajv recurses without end. */
function validOf(name: string, schemas: object, values: readonly unknown[]): readonly unknown[] {
  try {
    const validate = ajv.compile({ $ref: `#/components/schemas/${name}`, components: { schemas } });
    return values.filter((given) => validate(given));
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

const seed = Number(process.env.SEED ?? 1);
const runs = Number(process.env.RANDOM_VALUES ?? 30);

test("valid values are assignable to the type", async () => {
  const graphs = fc.sample(fc.record({ A: node, B: node, C: node }), { numRuns: runs, seed });
  const texts = new Set(fc.sample(value, { numRuns: 400, seed }).map((given) => JSON.stringify(given)));
  const values = [...texts].map((text): unknown => JSON.parse(text));
  // The JSON text of a value is also its literal type.
  const lines = graphs.map((graph) =>
    names.flatMap((name) =>
      validOf(name, graph, values).map(
        (given, index) =>
          `declare const ${name}${index}: ${JSON.stringify(given)}; ((_: models.${name}) => {})(${name}${index});`,
      ),
    ),
  );
  const files = lines.flatMap((assignments, index): readonly (readonly [string, string])[] => [
    [`src/models-${index}.ts`, modelsOf(graphs[index] ?? {})],
    [`src/values-${index}.ts`, [`import type * as models from "./models-${index}.js";`, ...assignments].join("\n")],
  ]);
  const errors = typeErrors(await aroundModels(), new Map(files));
  const first = /(?:models|values)-(\d+)\.ts/.exec(errors[0] ?? "")?.[1];
  expect(lines.flat().length).toBeGreaterThan(runs * 10);
  expect(errors, `SEED=${seed} ${first === undefined ? "" : JSON.stringify(graphs[Number(first)])}`).toEqual([]);
}, 300_000);
