import { describe, expect, test } from "vitest";
import type { Content, Operation, Parameter } from "../../../generator/model/types/operation.js";
import type { Schema } from "../../../generator/model/types/schema.js";
import type { OperationPlan } from "../../../generator/plan/types/operation-plan.js";
import {
  allOf,
  anything,
  body,
  keyOf,
  list,
  nothing,
  number,
  object,
  operation,
  operationsOf,
  parameter,
  place,
  planned,
  reference,
  response,
  string,
  union,
} from "../api-builder.js";

const schemas = {
  Pet: object({ "name!": string, tag: string }),
  Draft: object({ tag: string }),
  Open: object({}),
  Map: object({ known: string }, string),
  Sealed: object({ known: string }, "closed"),
  ReadOnlyId: object({ "<id": string, name: string }),
  Both: allOf(reference("Pet"), object({ age: number })),
  Twice: allOf(reference("Pet"), object({ name: string })),
  Circle: allOf(reference("Circle")),
  Many: list(string),
};

const open: Schema = {
  kind: "union",
  members: [string],
  discriminator: { property: "kind", values: new Map() },
  docs: {},
  place,
};
const dangerous = object({ ["__proto__"]: string, a: string });

function plan(more: Partial<Operation>, path = "/pets"): OperationPlan {
  const [one] = operationsOf(planned({ schemas, operations: [operation("PUT", path, more)] }).plan);
  if (one === undefined) throw new Error("There is no operation.");
  return one;
}

describe("parameters", () => {
  test("keep their names; of two with the same name the later one gets another key", () => {
    const parameters = [
      parameter("path", "id"),
      parameter("query", "id"),
      parameter("query", "idInHeader"),
      parameter("header", "id"),
      parameter("header", "If-Match"),
      parameter("cookie", "id"),
    ];
    expect(plan({ parameters }, "/pets/{id}").parameters.map(({ key, local }) => [key, local])).toEqual([
      ["id", "id"],
      ["idInQuery", "idInQuery"],
      ["idInHeader", "idInHeader"],
      ["idInHeader2", "idValue"],
      ["If-Match", "ifMatch"],
      ["idInCookie", "idInCookie"],
    ]);
  });

  test("have local variables that do not conflict with other names in the function", () => {
    const names = [
      "client",
      "params",
      "options",
      "body",
      "page",
      "path",
      "commaSeparated",
      "delete",
      "arguments",
      "undefined",
      "Error",
      "a b",
      "aB",
      "__proto__",
      "日本",
    ];
    const found = plan({ parameters: names.map((name) => parameter("query", name)) }).parameters;
    expect(found.slice(0, -1).map(({ parameter: { name }, local }) => [name, local])).toEqual([
      ["client", "clientInQuery"],
      ["params", "paramsInQuery"],
      ["options", "optionsInQuery"],
      ["body", "bodyInQuery"],
      ["page", "pageInQuery"],
      ["path", "pathInQuery"],
      ["commaSeparated", "commaSeparatedInQuery"],
      ["delete", "deleteInQuery"],
      ["arguments", "argumentsInQuery"],
      ["undefined", "undefinedInQuery"],
      ["Error", "errorInQuery"],
      ["a b", "aB"],
      ["aB", "aBInQuery"],
      ["__proto__", "proto"],
    ]);
    expect(found.at(-1)?.local).toMatch(/^value_[0-9a-f]{8}$/);
    expect(found.find(({ parameter: { name } }) => name === "__proto__")?.key).toBe("__proto__InQuery");
  });

  test.each<[string, Partial<Parameter>, string | undefined]>([
    ["form, exploded", { schema: list(string) }, undefined],
    ["form, exploded, an object", { schema: object({ a: string }) }, "exploded"],
    ["form, exploded, a list or an object", { schema: union(list(string), object({ a: string })) }, "exploded"],
    ["form, exploded, anything", { schema: anything }, "exploded"],
    ["form, exploded, a list of anything", { schema: list(anything) }, "exploded"],
    ["form, exploded, a union with unknown variants", { schema: open }, "exploded"],
    ["form, of an object", { explode: false, schema: object({ a: string }) }, "commaSeparated"],
    ["form", { explode: false, schema: list(string) }, "commaSeparated"],
    ["form, of a list or nothing", { explode: false, schema: union(list(string), nothing) }, "commaSeparated"],
    ["form, by reference", { explode: false, schema: reference("Many") }, "commaSeparated"],
    ["form, of one value", { explode: false }, undefined],
    ["spaceDelimited", { style: "spaceDelimited", explode: false, schema: list(string) }, "spaceDelimited"],
    ["pipeDelimited", { style: "pipeDelimited", explode: false, schema: list(string) }, "pipeDelimited"],
    ["deepObject", { style: "deepObject", schema: object({ a: string }) }, "deepObject"],
    ["content", { mediaType: "application/json", schema: anything }, "json"],
  ])("serialized as %s", (_, more, wanted) => {
    expect(plan({ parameters: [parameter("query", "q", more)] }).parameters[0]?.style?.function).toBe(wanted);
  });

  test("reports what cannot be serialized", () => {
    const parameters = [
      parameter("path", "id", { style: "label", required: true }),
      parameter("query", "filters", { schema: list(object({ a: string })) }),
      parameter("query", "x", { mediaType: "text/csv" }),
      parameter("cookie", "session", { allowReserved: true }),
    ];
    const { diagnostics } = planned({ operations: [operation("GET", "/pets/{id}", { parameters })] });
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "unsupported: The parameter `filters` allows values that the style `form` cannot serialize, so callers must pass a serialized string.",
      "unsupported: `allowReserved` of the cookie `session` is ignored: unencoded reserved characters would end the cookie.",
    ]);
  });
});

describe("the body", () => {
  test.each<[string, Schema, object]>([
    ["a named plain object", reference("Pet"), { shape: "fields", model: keyOf("Pet") }],
    ["a named object that is closed", reference("Sealed"), { shape: "fields", model: keyOf("Sealed") }],
    ["several objects at once", reference("Both"), { shape: "fields", model: keyOf("Both") }],
    ["a name that is only received", reference("ReadOnlyId"), { shape: "fields", model: keyOf("ReadOnlyId") }],
    ["an object told in place", schemas.Pet, { shape: "inline", schema: schemas.Pet }],
    ["an object of anything", reference("Open"), { shape: "whole", key: "body", schema: reference("Open") }],
    ["a map", reference("Map"), { shape: "whole", key: "body", schema: reference("Map") }],
    ["a property told twice", reference("Twice"), { shape: "whole", key: "body", schema: reference("Twice") }],
    ["a circle", reference("Circle"), { shape: "whole", key: "body", schema: reference("Circle") }],
    ["a list", list(string), { shape: "whole", key: "body", schema: list(string) }],
    ["a property of a dangerous name", dangerous, { shape: "whole", key: "body", schema: dangerous }],
  ])("%s", (_, schema, wanted) => {
    const found = plan({ body: body(schema) }, "/pets/{id}").body;
    expect(found).toEqual({ mediaType: "application/json", required: true, kind: "json", fields: [], ...wanted });
  });

  test("the body is one property if a parameter has the name of one of its properties", () => {
    const named = plan(
      { parameters: [parameter("path", "tag", { required: true })], body: body(reference("Pet")) },
      "/pets/{tag}",
    );
    expect(named.body).toMatchObject({ shape: "whole", key: "body" });
    const parameters = [parameter("query", "body"), parameter("query", "requestBody")];
    expect(plan({ parameters, body: body(list(string)) }).body).toMatchObject({ shape: "whole", key: "requestBody2" });
  });

  test.each([
    [["application/xml", "application/vnd.pets+json", "application/json"], "application/json"],
    [["application/xml", "application/merge-patch+json"], "application/merge-patch+json"],
    [["application/JSON; charset=utf-8"], "application/JSON; charset=utf-8"],
    [["application/pdf", "text/plain"], "text/plain"],
    [["application/pdf"], "application/pdf"],
  ])("of %j is sent as %s", (mediaTypes, wanted) => {
    const contents = mediaTypes.map((mediaType) => ({ mediaType, schema: reference("Pet"), examples: [] }));
    expect(plan({ body: { ...body(string), contents } }).body?.mediaType).toBe(wanted);
  });

  // Media types that cannot be chosen are reported.
  test.each<[string, readonly Partial<Content>[], readonly string[], string | undefined, readonly string[]]>([
    ["one", [{ mediaType: "application/pdf" }], ["application/pdf bytes"], undefined, []],
    [
      "several",
      [{ mediaType: "text/csv" }, { mediaType: "multipart/form-data" }, { mediaType: "application/json", schema: string }],
      ["application/json json", "multipart/form-data multipart", "text/csv text"],
      "contentType",
      [],
    ],
    [
      "a field of the same name",
      [{ mediaType: "application/json", schema: object({ contentType: string }) }, { mediaType: "text/csv" }],
      ["application/json json", "text/csv text"],
      "contentType2",
      [],
    ],
    [
      "a range beside others",
      [
        { mediaType: "application/*+json", schema: string },
        { mediaType: "application/json", schema: string },
      ],
      ["application/json json"],
      undefined,
      ["The body can be sent as `application/json`, but not as `application/*+json`."],
    ],
    [
      "encodings that nothing can write",
      [
        {
          mediaType: "application/x-www-form-urlencoded",
          schema: object({ a: list(object({ b: string })), c: object({}) }),
          encoding: new Map([
            ["a", { headers: new Map(), style: { style: "form", explode: true, allowReserved: false }, place }],
            ["c", { headers: new Map(), contentType: "application/xml", place }],
          ]),
        },
      ],
      ["application/x-www-form-urlencoded form"],
      undefined,
      [
        "The encoding is ignored: its style cannot serialize all values of the field `a`.",
        "The encoding is ignored: a form field cannot have the media type `application/xml`.",
      ],
    ],
  ])("of %s media types", (_, given, wanted, key, said) => {
    const contents = given.map((content) => ({ mediaType: "", examples: [], ...content }));
    const { plan: found, diagnostics } = planned({
      operations: [operation("POST", "/pets", { body: { ...body(string), contents } })],
    });
    const [only] = operationsOf(found);
    const bodies = [...(only?.body ? [only.body] : []), ...(only?.otherBodies ?? [])];
    expect(bodies.map(({ mediaType, kind }) => `${mediaType} ${kind}`)).toEqual(wanted);
    expect(only?.contentTypeKey).toBe(key);
    expect(diagnostics.map(({ message }) => message)).toEqual(said);
  });
});

describe("params as a whole", () => {
  test.each<[string, Partial<Operation>, string, string | undefined, boolean]>([
    ["nothing at all", {}, "/pets", undefined, true],
    ["only optional ones", { parameters: [parameter("query", "limit")] }, "/pets", "PetsReplaceParams", true],
    ["a path parameter", {}, "/pets/{id}", "PetsReplaceParams", false],
    ["fields, one required", { body: body(reference("Pet")) }, "/pets", "PetsReplaceParams", false],
    ["fields, none required", { body: body(reference("Draft")) }, "/pets", "PetsReplaceParams", true],
    ["a required body", { body: body(list(string)) }, "/pets", "PetsReplaceParams", false],
    ["an optional body", { body: body(list(string), "application/json", false) }, "/pets", "PetsReplaceParams", true],
  ])("%s", (_, more, path, paramsName, paramsOptional) => {
    const found = plan(more, path);
    expect({ paramsName: found.paramsName, paramsOptional: found.paramsOptional }).toEqual({ paramsName, paramsOptional });
  });
});

describe("responses", () => {
  test.each([
    ["JSON", "application/json", string, "json"],
    ["anything with a schema", "*/*", string, "json"],
    ["a problem", "application/problem+json; charset=utf-8", string, "json"],
    ["JSON without a schema", "application/json", undefined, "unknown"],
    ["text", "text/csv", string, "text"],
    ["XML", "application/xml", object({ a: string }), "text"],
    ["a file", "application/pdf", string, "binary"],
    ["bytes", "*/*", { ...string, binary: true } as Schema, "binary"],
  ])("%s", (_, mediaType, schema, kind) => {
    const found = plan({
      responses: [{ ...response("200"), contents: [{ mediaType, ...(schema && { schema }), examples: [] }] }],
    });
    expect(found.responses[0]?.body.kind).toBe(kind);
  });

  test("no content", () => {
    expect(plan({ responses: [{ ...response("204"), description: "Gone." }] }).responses).toEqual([
      { status: "204", description: "Gone.", body: { kind: "none" }, otherBodies: [], headers: [] },
    ]);
  });
});
