import { describe, expect, test } from "vitest";
import { resolveDocuments, schemasOf, type Texts, withComponents } from "../resolve-documents.js";

/** JSON Schema 2020-12, 8.2: `$id`, `$anchor`, `$dynamicRef`. */

const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });

describe("$id and anchors", () => {
  const cases: readonly { readonly name: string; readonly texts: Texts; readonly want: object }[] = [
    {
      name: "$anchor in the same document and in another",
      texts: { "api.yaml": withComponents("A: {allOf: [{$ref: '#b'}, {$ref: 'c.yaml#c'}]}, B: {$anchor: b}"), "c.yaml": "$defs: {C: {$anchor: c, type: string}}" },
      want: { A: { allOf: [to("B"), to("C")] }, C: { type: "string" } },
    },
    {
      name: "$id identifies a schema, and is the base URI of references in it",
      texts: { "api.yaml": withComponents("A: {$id: 'https://a.example/a', items: {$ref: b}, not: {$ref: '#/$defs/C'}, $defs: {C: {type: string}}}, B: {$id: 'https://a.example/b'}") },
      want: { A: { items: to("B"), not: to("A/$defs/C") } },
    },
    {
      name: "a JSON Pointer from the document's root within a schema with an $id (common, though not valid)",
      texts: { "api.yaml": withComponents("A: {$id: A, items: {$ref: '#/components/schemas/B'}}, B: {type: string}") },
      want: { A: { items: to("B") } },
    },
    {
      name: "relative references between files whose $ids name other locations",
      texts: {
        "api.yaml": withComponents("A: {$ref: models/a.json}"),
        "models/a.json": '{"$id":"https://a.example/schemas/a.json","items":{"$ref":"b.json"}}',
        "models/b.json": '{"$id":"https://a.example/schemas/b.json","items":{"$ref":"https://a.example/schemas/a.json"}}',
      },
      want: { A: { items: to("b") }, b: { items: to("A") } },
    },
    {
      name: "$dynamicRef with one possible target",
      texts: { "api.yaml": withComponents("Tree: {$dynamicAnchor: node, properties: {children: {items: {$dynamicRef: '#node'}}}}") },
      want: { Tree: { properties: { children: { items: to("Tree") } } } },
    },
    {
      name: "$dynamicRef to a placeholder that is replaced once",
      texts: { "api.yaml": withComponents("Page: {$id: page, items: {$dynamicRef: '#item'}, $defs: {i: {$dynamicAnchor: item, not: {}}}}, Pets: {$id: pets, $ref: page, $defs: {i: {$dynamicAnchor: item, type: string}}}") },
      want: { Page: { items: to("Pets/$defs/i") }, Pets: to("Page") },
    },
  ]; // prettier-ignore
  test.each(cases)("$name", async ({ texts, want }) => {
    expect(await schemasOf(texts)).toMatchObject(want);
  });

  test("a $dynamicRef with several possible targets is not resolved, with a warning", async () => {
    const node = "{$dynamicAnchor: n, type: object}";
    const { faults, data } = await resolveDocuments({
      "api.yaml": withComponents(
        `A: {$id: a, items: {$dynamicRef: '#n'}, $defs: {n: ${node}}},\nB: {$id: b, $defs: {n: ${node}}}`,
      ),
    });
    expect(faults).toEqual(["api.yaml:4:22 unsupported"]);
    expect(data).toMatchObject({ components: { schemas: { A: { items: { $dynamicRef: "#n" } } } } });
  });
});
