import fc from "fast-check";

/* Random schemas of all kinds that refer to each other. */

const names = ["A", "B", "C", "D", "E"] as const;
const reference = fc.constantFrom(...names).map((name) => ({ $ref: `#/components/schemas/${name}` }));
const property = fc.constantFrom("kind", "a", "b");

// prettier-ignore
const { node, schema } = fc.letrec<{ schema: object | boolean; node: object | boolean }>((tie) => ({
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

/** One schema or reference. */
export const randomSchema = schema;

/** Random `components.schemas`. */
export const randomGraph = fc.record({ A: node, B: node, C: node, D: node, E: node });
