import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { limits } from "../../../generator/load/documents/limits.js";
import { pointersOf } from "../../../generator/resolve/objects/pointers.js";
import { resolveDocuments, schemasOf, type Texts, withComponents } from "../resolve-documents.js";

const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: object) => ({ type: "object", properties });

describe("the target of a reference to another document becomes a component", () => {
  const cases: readonly { readonly name: string; readonly texts: Texts; readonly want: object }[] = [
    {
      name: "named after the component that is only the $ref",
      texts: { "api.yaml": withComponents("Animal: {$ref: pet.yaml}, B: {items: {$ref: pet.yaml}}"), "pet.yaml": "type: object" },
      want: { Animal: { type: "object" }, B: { items: to("Animal") } },
    },
    {
      name: "of two such components named after the first by name, in any order",
      texts: { "api.yaml": withComponents("B: {$ref: pet.yaml}, A: {$ref: pet.yaml}"), "pet.yaml": "type: object" },
      want: { A: { type: "object" }, B: to("A") },
    },
    {
      name: "named after its file",
      texts: { "api.yaml": withComponents("A: {items: {$ref: models/pet.schema.json}}"), "models/pet.schema.json": '{"type":"object"}' },
      want: { A: { items: to("pet") }, pet: { type: "object" } },
    },
    {
      name: "named after its folder, if the file is called index",
      texts: { "api.yaml": withComponents("A: {items: {$ref: models/pet/index.yaml}}"), "models/pet/index.yaml": "type: object" },
      want: { A: { items: to("pet") }, pet: { type: "object" } },
    },
    {
      name: "named after its key in a file of several",
      texts: {
        "api.yaml": withComponents("A: {allOf: [{$ref: 'all.yaml#/definitions/Error'}, {$ref: 'all.yaml#/Pet'}, {$ref: 'all.yaml#/components/schemas/C'}]}"),
        "all.yaml": "definitions: {Error: {type: string}}\nPet: {type: object}\ncomponents: {schemas: {C: {type: number}}}",
      },
      want: { A: { allOf: [to("Error"), to("Pet"), to("C")] }, Error: { type: "string" }, Pet: { type: "object" }, C: { type: "number" } },
    },
    {
      name: "named after file and key, if it is nested",
      texts: { "api.yaml": withComponents("A: {items: {$ref: 'pet.yaml#/properties/owner'}}"), "pet.yaml": "properties: {owner: {type: string}}" },
      want: { A: { items: to("pet_owner") }, pet_owner: { type: "string" } },
    },
    {
      name: "as a part of another component that contains it",
      texts: {
        "api.yaml": withComponents("A: {allOf: [{$ref: 'pet.yaml#/properties/owner'}, {$ref: pet.yaml}]}"),
        "pet.yaml": "properties: {owner: {type: string}}",
      },
      want: { A: { allOf: [to("pet/properties/owner"), to("pet")] }, pet: { properties: { owner: { type: "string" } } } },
    },
    {
      name: "prefixed with the folder, if the name is taken; names of the description do not change",
      texts: {
        "api.yaml": withComponents("A: {allOf: [{$ref: v1/pet.yaml}, {$ref: v2/pet.yaml}, {$ref: x/Own.yaml}]}, Own: {type: number}"),
        "v1/pet.yaml": "type: object",
        "v2/pet.yaml": "type: string",
        "x/Own.yaml": "type: boolean",
      },
      want: {
        A: { allOf: [to("v1_pet"), to("v2_pet"), to("x_Own")] }, Own: { type: "number" },
        v1_pet: { type: "object" }, v2_pet: { type: "string" }, x_Own: { type: "boolean" },
      },
    },
    {
      name: "with circular references between files and back into the description",
      texts: {
        "api/api.yaml": withComponents("A: {$ref: ../models/a.yaml}"),
        "models/a.yaml": "type: object\nproperties: {b: {$ref: b.json}, a: {$ref: '#'}}",
        "models/b.json": '{"type":"object","properties":{"a":{"$ref":"a.yaml#"},"own":{"$ref":"../api/api.yaml#/components/schemas/A"}}}',
      },
      want: { A: object({ b: to("b"), a: to("A") }), b: object({ a: to("A"), own: to("A") }) },
    },
    {
      name: "with escape sequences, percent-encoding and spaces in file names",
      texts: {
        "api.yaml": withComponents('A: {items: {$ref: "my%20models.yaml#/a~1b~0c%7Bd%7D%25"}}'),
        "my models.yaml": '"a/b~c{d}%": {type: string}',
      },
      want: { A: { items: to("a_b_c_d") }, a_b_c_d: { type: "string" } },
    },
    {
      name: "unless the $ref is in a default, an enum or an extension",
      texts: { "api.yaml": withComponents("A: {default: {$ref: x.yaml}, enum: [{$ref: x.yaml}], x-own: {$ref: x.yaml}}") },
      want: { A: { default: { $ref: "x.yaml" }, enum: [{ $ref: "x.yaml" }], "x-own": { $ref: "x.yaml" } } },
    },
    {
      name: "referred to by the mapping of a discriminator",
      texts: {
        "api.yaml": withComponents("A: {oneOf: [{$ref: dog.yaml}, {$ref: '#/components/schemas/Cat'}], discriminator: {propertyName: k, mapping: {d: dog.yaml, c: Cat}}}, Cat: {type: object}"),
        "dog.yaml": "type: object",
      },
      want: {
        A: { oneOf: [to("dog"), to("Cat")], discriminator: { propertyName: "k", mapping: { d: "#/components/schemas/dog", c: "Cat" } } },
        Cat: { type: "object" }, dog: { type: "object" },
      },
    },
  ]; // prettier-ignore
  test.each(cases)("$name", async ({ texts, want }) => {
    expect(await schemasOf(texts)).toEqual(want);
  });

  test("unless the $ref is an example, which is a warning", async () => {
    const { data, faults, read } = await resolveDocuments({ "api.yaml": withComponents("A: {example: {$ref: x.yaml}}") });
    expect({ faults, read }).toEqual({ faults: ["api.yaml:4:6 example-reference"], read: [] });
    expect(data).toMatchObject({ components: { schemas: { A: { example: { $ref: "x.yaml" } } } } });
  });

  test("for every kind of object, path items included", async () => {
    const { data, faults, read } = await resolveDocuments({
      "api.yaml":
        "openapi: 3.2.0\ninfo: {title: t, version: v}\npaths:\n  /a: {$ref: paths.yaml#/a}\n  /b: {summary: b, $ref: paths.yaml#/b}\n",
      "paths.yaml": `
a:
  parameters: [{$ref: "parts.yaml#/P"}]
  post:
    requestBody: {$ref: "parts.yaml#/B"}
    callbacks: {done: {$ref: "parts.yaml#/C"}}
    responses: {"200": {$ref: "parts.yaml#/R"}}
b: {get: {responses: {"200": {$ref: "parts.yaml#/R"}}}}`,
      "parts.yaml": `
P: {in: query, name: p, schema: {type: string}, examples: {e: {$ref: "#/E"}}}
B: {content: {application/json: {$ref: "#/M"}}}
C: {"{$url}": {$ref: "#/I"}}
R: {description: r, headers: {h: {$ref: "#/H"}}, links: {l: {$ref: "#/L"}}}
H: {schema: {type: string}}
E: {value: {$ref: "nowhere.yaml"}}
M: {schema: {type: string}}
L: {operationId: o}
I: {post: {responses: {"200": {description: ok}}}}`,
    });
    const at = (section: string, name: string) => ({ $ref: `#/components/${section}/${name}` });
    const ok = { "200": at("responses", "R") };
    expect({ faults, read }).toEqual({ faults: ["parts.yaml:7:5 example-reference"], read: ["paths.yaml", "parts.yaml"] });
    expect(data).toMatchObject({
      paths: {
        "/a": {
          parameters: [at("parameters", "P")],
          post: { requestBody: at("requestBodies", "B"), callbacks: { done: at("callbacks", "C") }, responses: ok },
        },
        "/b": { summary: "b", ...at("pathItems", "b") },
      },
      components: {
        pathItems: { b: { get: { responses: ok } }, I: { post: {} } },
        requestBodies: { B: { content: { "application/json": at("mediaTypes", "M") } } },
        callbacks: { C: { "{$url}": at("pathItems", "I") } },
        responses: { R: { headers: { h: at("headers", "H") }, links: { l: at("links", "L") } } },
        parameters: { P: { examples: { e: at("examples", "E") } } },
        examples: { E: { value: { $ref: "nowhere.yaml" } } },
      },
    });
  });

  test("in Swagger 2.0, before the upgrade", async () => {
    const { data, faults } = await resolveDocuments({
      "api.yaml": 'swagger: "2.0"\ninfo: {title: t, version: v}\npaths:\n  /a: {$ref: a.yaml}\n  /b: {$ref: a.yaml}\n',
      "a.yaml":
        "post:\n  parameters: [{$ref: 'p.yaml#/body'}, {$ref: 'p.yaml#/page'}]\n  responses: {default: {description: d, schema: {$ref: pet.yaml}}}\n",
      "p.yaml": "body: {in: body, name: b, schema: {$ref: pet.yaml}}\npage: {in: query, name: page, type: integer}\n",
      "pet.yaml": "{type: object, x-nullable: true}",
    });
    const content = { "application/json": { schema: to("pet") } };
    const post = {
      parameters: [{ $ref: "#/components/parameters/page" }],
      requestBody: { content },
      responses: { default: { content } },
    };
    expect(faults).toEqual([]);
    expect(data).toMatchObject({
      paths: { "/a": { post }, "/b": { post } },
      components: { schemas: { pet: { type: ["object", "null"] } } },
    });
  });

  test("every node keeps its place in the source text", async () => {
    const { description } = await resolveDocuments({
      "api.yaml": withComponents("A: {items: {$ref: 'all.yaml#/B'}}"),
      "all.yaml": "\nB: {type: string}",
    });
    expect(description?.nodeAt("/components/schemas/B/type")?.place).toEqual({
      source: "all.yaml",
      pointer: "/B/type",
      offset: 5,
    });
    const places = [
      ...pointersOf(description?.root ?? { kind: "scalar", value: null, place: { source: "", pointer: "", offset: 0 } }).keys(),
    ];
    expect(new Set(places.map(({ place }) => place.source))).toEqual(new Set(["api.yaml", "all.yaml"]));
  });
});

describe("faults are reported at their place in the source text", () => {
  const cases: readonly { readonly name: string; readonly texts: Texts; readonly want: readonly string[]; readonly help?: string }[] = [
    { name: "a missing key", texts: { "api.yaml": withComponents("A: {$ref: 'all.yaml#/Eror'}"), "all.yaml": "Error: {}" }, want: ["api.yaml:4:6 ref-dangling"], help: "Did you mean `all.yaml#/Error`?" },
    { name: "a dangling reference in the other document", texts: { "api.yaml": withComponents("A: {$ref: b.yaml}"), "b.yaml": "type: object\nitems: {$ref: '#/no'}" }, want: ["b.yaml:2:9 ref-dangling"] },
    { name: "a missing anchor", texts: { "api.yaml": withComponents("A: {$ref: 'b.yaml#no'}"), "b.yaml": "type: object" }, want: ["api.yaml:4:6 ref-dangling"] },
    { name: "a syntax error", texts: { "api.yaml": withComponents("A: {$ref: b.yaml}"), "b.yaml": "a: [" }, want: ["b.yaml:1:5 syntax"] },
    { name: "a document that is not a map", texts: { "api.yaml": withComponents("A: {$ref: b.yaml}"), "b.yaml": "- a" }, want: ["b.yaml:1:1 wrong-type"] },
    { name: "a target of another type", texts: { "api.yaml": withComponents("A: {$ref: 'b.yaml#/x'}"), "b.yaml": "x: [a]" }, want: ["b.yaml:1:1 wrong-type"] },
    { name: "a wrong type in another document", texts: { "api.yaml": withComponents("A: {$ref: b.yaml}"), "b.yaml": "type: object\nproperties: null" }, want: ["b.yaml:2:1 wrong-type"] },
    { name: "circular references between files", texts: { "api.yaml": withComponents("A: {$ref: b.yaml}"), "b.yaml": "$ref: c.yaml", "c.yaml": "$ref: b.yaml" }, want: ["b.yaml:1:1 ref-circular"] },
    { name: "two missing documents", texts: { "api.yaml": withComponents("A: {$ref: b.yaml}, B: {$ref: 'b.yaml#/x'}, C: {$ref: c.yaml}") }, want: ["b.yaml:1:1 source-missing", "c.yaml:1:1 source-missing"] },
    { name: "a path item with siblings of its $ref, in Swagger 2.0", texts: { "api.yaml": 'swagger: "2.0"\ninfo: {title: t, version: v}\npaths: {/a: {$ref: a.yaml, x-a: 1}}', "a.yaml": "get: {responses: {}}" }, want: ["api.yaml:3:14 ref-unsupported"] },
  ]; // prettier-ignore
  test.each(cases)("$name", async ({ texts, want, help }) => {
    const { faults, diagnostics } = await resolveDocuments(texts);
    expect(faults).toEqual(want);
    if (help !== undefined) expect(diagnostics.at(-1)?.help).toBe(help);
  });
});

describe("overlays", () => {
  const overlay = (more: string, target: string) =>
    `overlay: 1.1.0\n${more}info: {title: o, version: v}\nactions: [{target: "${target}", update: {description: overlaid}}]`;
  const texts = { "api.yaml": withComponents("A: {$ref: models/b.yaml}"), "models/b.yaml": "type: object" };

  test("apply to the description, or to the document that they extend", async () => {
    const withOverlays = {
      ...texts,
      "overlay.yaml": overlay("extends: models/b.yaml\n", "$"),
      "overlay2.yaml": overlay("", "$.info"),
    };
    const { data, faults } = await resolveDocuments(withOverlays);
    expect(faults).toEqual([]);
    expect(data).toMatchObject({
      info: { description: "overlaid" },
      components: { schemas: { A: { description: "overlaid" } } },
    });
  });

  test("may extend the description by its path or by its published URL", async () => {
    for (const name of ["api.yaml", "./api.yaml", "https://a.example/api.yaml"]) {
      const { data } = await resolveDocuments({ ...texts, "overlay.yaml": overlay(`extends: ${name}\n`, "$.info") });
      expect(data).toMatchObject({ info: { description: "overlaid" } });
    }
  });

  test("that extend no document of the description are refused", async () => {
    const { faults } = await resolveDocuments({ ...texts, "overlay.yaml": overlay("extends: models/c.yaml\n", "$") });
    expect(faults).toEqual(["overlay.yaml:2:1 overlay-invalid"]);
  });

  test("with an invalid `extends` are refused", async () => {
    for (const named of ["3", "[api.yaml]", "{}"]) {
      const { faults } = await resolveDocuments({ ...texts, "overlay.yaml": overlay(`extends: ${named}\n`, "$.info") });
      expect(faults).toEqual(["overlay.yaml:2:1 overlay-invalid"]);
    }
  });

  test("can remove references, so that documents are not read", async () => {
    const remove = 'overlay: 1.0.0\ninfo: {title: o, version: v}\nactions: [{target: "$.components.schemas.A", remove: true}]';
    expect((await resolveDocuments({ ...texts, "overlay.yaml": remove })).read).toEqual([]);
  });
});

describe("limits", () => {
  test("a description of more than 5,000 documents is refused, not read", async () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `N${index}: {$ref: n${index}.yaml}`);
    const { faults, read } = await resolveDocuments({ "api.yaml": withComponents(names.join(",\n")) });
    expect(faults).toEqual(["api.yaml:4:7 source-too-large"]);
    expect(read).toEqual([]);
  });

  test("documents that together exceed the limits are refused", async () => {
    const half = `{"A": {"enum": [${"0,".repeat(limits.values / 2)}0]}}`;
    const { faults } = await resolveDocuments({
      "api.yaml": withComponents('A: {$ref: "a.json#/A"},\nB: {$ref: "b.json#/A"}'),
      "a.json": half,
      "b.json": half,
    });
    expect(faults).toEqual(["api.yaml:5:6 source-too-large"]);
  });

  test("a chain of 2,000 documents is followed to its end", async () => {
    const chain = Array.from({ length: 2000 }, (_, index) => [`n${index}.yaml`, `items: {$ref: n${index + 1}.yaml}`]);
    const middle: Texts = Object.fromEntries(chain) as Texts;
    const texts = { "api.yaml": withComponents("A: {$ref: n0.yaml}"), ...middle, "n2000.yaml": "type: string" };
    const { faults, read } = await resolveDocuments(texts);
    expect({ faults, read: read.length }).toEqual({ faults: [], read: 2001 });
  });
});

test("names do not depend on the order of keys", async () => {
  const folders = ["a", "b", "c/a"];
  const files = fc.uniqueArray(fc.tuple(fc.constantFrom(...folders), fc.constantFrom("x", "y", "X")), {
    minLength: 1,
    selector: String,
  });
  await fc.assert(
    fc.asyncProperty(files, fc.infiniteStream(fc.nat()), async (names, stream) => {
      const order: Iterator<number, number> = stream;
      const located = names.map(([folder, name]) => `${folder}/${name}.yaml`);
      const shuffled = [...located].map((name) => [order.next().value, name] as const).sort(([a], [b]) => a - b).map(([, name]) => name); // prettier-ignore
      const describing = (list: readonly string[]) => ({
        "api.yaml": withComponents(list.map((name) => `"K${located.indexOf(name)}": {items: {$ref: ${name}}}`).join(", ")),
        ...Object.fromEntries(located.map((name) => [name, `title: ${name}`])),
      });
      expect(await schemasOf(describing(shuffled))).toEqual(await schemasOf(describing(located)));
    }),
    { numRuns: 40 },
  );
});
