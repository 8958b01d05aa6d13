import { describe, expect, test } from "vitest";
import type { Content, Operation } from "../../../generator/model/types/operation.js";
import type { Schema } from "../../../generator/model/types/schema.js";
import {
  body,
  keyOf,
  list,
  object,
  operation,
  operationsOf,
  parameter,
  place,
  planned,
  reference,
  string,
} from "../api-builder.js";
import { plan, schemas } from "../one-operation.js";

const dangerous = object({ ["__proto__"]: string, a: string });

/** Stands in place of an inline object, which has a name of its own. */
const namedInline: unknown = expect.objectContaining({ kind: "reference", target: expect.stringMatching(/Body$/) as unknown });

describe("the body", () => {
  test.each<[string, Schema, object]>([
    ["a named plain object", reference("Pet"), { shape: "fields", model: keyOf("Pet") }],
    ["a named object that is closed", reference("Sealed"), { shape: "fields", model: keyOf("Sealed") }],
    ["several objects at once", reference("Both"), { shape: "fields", model: keyOf("Both") }],
    ["a name that is only received", reference("ReadOnlyId"), { shape: "fields", model: keyOf("ReadOnlyId") }],
    ["an inline object", schemas.Pet, { shape: "inline", schema: schemas.Pet }],
    ["an object of anything", reference("Open"), { shape: "whole", key: "body", schema: reference("Open") }],
    ["a map", reference("Map"), { shape: "whole", key: "body", schema: reference("Map") }],
    ["a property declared twice", reference("Twice"), { shape: "whole", key: "body", schema: reference("Twice") }],
    ["a circle", reference("Circle"), { shape: "whole", key: "body", schema: reference("Circle") }],
    ["a list", list(string), { shape: "whole", key: "body", schema: list(string) }],
    ["a property of a dangerous name", dangerous, { shape: "whole", key: "body", schema: namedInline }],
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
  ])("of %s media types", (_, given, wanted, key, messages) => {
    const contents = given.map((content) => ({ mediaType: "", examples: [], ...content }));
    const { plan: found, diagnostics } = planned({
      operations: [operation("POST", "/pets", { body: { ...body(string), contents } })],
    });
    const [only] = operationsOf(found);
    const bodies = [...(only?.body ? [only.body] : []), ...(only?.otherBodies ?? [])];
    expect(bodies.map(({ mediaType, kind }) => `${mediaType} ${kind}`)).toEqual(wanted);
    expect(only?.contentTypeKey).toBe(key);
    expect(diagnostics.map(({ message }) => message)).toEqual(messages);
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
