import { describe, expect, test } from "vitest";
import { resolveText, withSchemas } from "../resolve-text.js";

describe("an invalid reference is refused, at the $ref", () => {
  const cases = [
    { given: 'A: {$ref: "#/components/schemas/Nothing"}', want: ["api:6:9 ref-dangling"] },
    { given: 'A: {$ref: "#/components/schemas/B/properties/x"}\nB: {type: object}', want: ["api:6:9 ref-dangling"] },
    { given: 'A: {$ref: "#/components/schemas/__proto__"}', want: ["api:6:9 ref-dangling"] },
    { given: 'A: {$ref: "#/components/schemas/A~2"}', want: ["api:6:9 ref-dangling"] },
    { given: 'A: {$ref: "#/components/schemas/B/allOf/01"}\nB: {allOf: [{}, {}]}', want: ["api:6:9 ref-dangling"] },
    { given: 'A: {$ref: "other.yaml#/A"}', want: ["api:6:9 ref-unsupported"] },
    { given: 'A: {$ref: "https://example.test/a.json"}', want: ["api:6:9 ref-unsupported"] },
    { given: 'A: {$ref: "#name"}', want: ["api:6:9 ref-dangling"] },
    { given: "A: {$ref: 5}", want: ["api:6:9 wrong-type"] },
    { given: 'A: {$ref: "#/info"}', want: ["api:2:18 field-unknown"] },
    { given: 'A: {$ref: "#/info/title"}', want: ["api:6:9 wrong-type"] },
    { given: 'A: {$ref: "#/components/schemas"}', want: ["api:6:5 field-unknown"] },
    { given: 'A: {$ref: "#/components/schemas/A"}', want: ["api:6:9 ref-circular"] },
    {
      given: 'A: {$ref: "#/components/schemas/B"}\nB: {$ref: "#/components/schemas/C"}\nC: {$ref: "#/components/schemas/B"}',
      want: ["api:7:9 ref-circular"],
    },
    {
      given: 'A: {$ref: "#/x"}\nB: {$ref: "#/y"}\nC: {$ref: z}',
      want: ["api:6:9 ref-dangling", "api:7:9 ref-dangling", "api:8:9 ref-unsupported"],
    },
  ];
  test.each(cases)("$given", ({ given, want }) => {
    expect(resolveText(withSchemas("3.1.0", given)).faults).toEqual(want);
  });

  test("to an object of another kind", () => {
    const { faults, diagnostics } = resolveText(`openapi: 3.1.0
info: {title: t, version: v}
components:
  schemas: {A: {$ref: "#/components/links/R"}}
  links: {R: {description: r}}
`);
    expect(faults).toEqual(["api:4:17 wrong-type"]);
    expect(diagnostics[0]?.message).toBe("`#/components/links/R` must refer to a Schema, but refers to a Link.");
  });

  test("with a suggestion", () => {
    const [near] = resolveText(
      withSchemas("3.1.0", 'Person: {$ref: "#/components/schemas/Adress"}\nAddress: {type: string}'),
    ).diagnostics;
    expect(near?.help).toBe("Did you mean `#/components/schemas/Address`?");
    const [far] = resolveText(withSchemas("3.1.0", 'A: {$ref: "#/components/schemas/Completely"}')).diagnostics;
    expect(far?.help).toBe("`#/components/schemas` is a map with 1 fields; add what is missing, or correct the reference.");
  });
});

describe("valid references", () => {
  const cases = [
    {
      name: "recursion through a property",
      given: 'A: {properties: {a: {$ref: "#/components/schemas/A"}}}',
      from: "/components/schemas/A/properties/a",
      want: "/components/schemas/A",
    },
    {
      name: "a chain",
      given: 'A: {$ref: "#/components/schemas/B"}\nB: {$ref: "#/components/schemas/C"}\nC: {}',
      from: "/components/schemas/A",
      want: "/components/schemas/C",
    },
    {
      name: "escapes",
      given: 'A: {$ref: "#/components/schemas/B~1b~0b"}\nB/b~b: {}',
      from: "/components/schemas/A",
      want: "/components/schemas/B~1b~0b",
    },
    {
      name: "percent signs",
      given: 'A: {$ref: "#/components/schemas/%42%7Bx%7D"}\n"B{x}": {}',
      from: "/components/schemas/A",
      want: "/components/schemas/B{x}",
    },
    {
      name: "a key with the name of a property of Object.prototype",
      given: 'A: {$ref: "#/components/schemas/__proto__"}\n__proto__: {}',
      from: "/components/schemas/A",
      want: "/components/schemas/__proto__",
    },
    {
      name: "into a schema",
      given: 'A: {$ref: "#/components/schemas/B/allOf/1"}\nB: {allOf: [{}, {type: string}]}',
      from: "/components/schemas/A",
      want: "/components/schemas/B/allOf/1",
    },
    {
      name: "a boolean schema",
      given: 'A: {$ref: "#/components/schemas/B"}\nB: false',
      from: "/components/schemas/A",
      want: "/components/schemas/B",
    },
    { name: "a node without $ref", given: "A: {}", from: "/components/schemas/A", want: "/components/schemas/A" },
  ];
  test.each(cases)("$name", ({ given, from, want }) => {
    const { description, faults } = resolveText(withSchemas("3.1.0", given));
    expect(faults).toEqual([]);
    const node = description?.nodeAt(from);
    expect(description?.nodeAt(want)).toBeDefined();
    expect(node && description?.follow(node)).toBe(description?.nodeAt(want));
  });

  test("targetPointer follows one step of a chain", () => {
    const { description } = resolveText(
      withSchemas("3.1.0", 'A: {$ref: "#/components/schemas/%42"}\nB: {$ref: "#/components/schemas/C"}\nC: {}'),
    );
    const [a, c] = [description?.nodeAt("/components/schemas/A"), description?.nodeAt("/components/schemas/C")];
    expect(a && description?.targetPointer(a)).toBe("/components/schemas/B");
    expect(c && description?.targetPointer(c)).toBeUndefined();
  });

  test("an extension that a reference uses as a schema is checked and repaired like one", () => {
    const text = 'A: {$ref: "#/x-own/B"}';
    const own = "x-own:\n  B: {type: string, nullable: true}\n  C: {nullable: true}\n";
    const { data, faults } = resolveText(withSchemas("3.0.3", text) + own);
    expect(faults.filter((fault) => !fault.endsWith("repaired"))).toEqual([]);
    expect(data).toMatchObject({ "x-own": { B: { type: ["string", "null"] }, C: { nullable: true } } });
    expect(resolveText(withSchemas("3.1.0", text) + 'x-own: {B: {items: {$ref: "#/x-own/C"}}}').faults).toEqual([
      "api:7:21 ref-dangling",
    ]);
  });

  test("a reference into a schema that a repair moves is updated", () => {
    const text =
      'A: {nullable: true, allOf: [{type: object}], anyOf: [{title: x}]}\nB: {$ref: "#/components/schemas/A/anyOf/0"}\nC: {nullable: true, allOf: [{type: string}]}\nD: {$ref: "#/components/schemas/C/allOf/0"}';
    const { data } = resolveText(withSchemas("3.0.3", text));
    expect(data).toMatchObject({
      components: {
        schemas: {
          A: { anyOf: [{ allOf: [{ type: "object" }], anyOf: [{ title: "x" }] }, { type: "null" }] },
          B: { $ref: "#/components/schemas/A/anyOf/0/anyOf/0" },
          C: { anyOf: [{ type: "string" }, { type: "null" }] },
          D: { $ref: "#/components/schemas/C/anyOf/0" },
        },
      },
    });
  });
});
