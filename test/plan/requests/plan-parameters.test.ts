import { describe, expect, test } from "vitest";
import type { Parameter } from "../../../generator/model/types/operation.js";
import type { Schema } from "../../../generator/model/types/schema.js";
import {
  anything,
  body,
  list,
  nothing,
  object,
  operation,
  parameter,
  place,
  planned,
  reference,
  string,
  union,
} from "../api-builder.js";
import { plan } from "../one-operation.js";

const open: Schema = {
  kind: "union",
  members: [string],
  discriminator: { property: "kind", values: new Map() },
  docs: {},
  place,
};

describe("parameters", () => {
  test("keep their names; of several with the same name only a path parameter does", () => {
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

  // A key that existed before one more parameter or property came is no key afterwards, or means the same.
  test.each([
    { name: "a header", before: [parameter("header", "trace")], more: { parameters: [parameter("query", "trace")] } },
    { name: "a cookie", before: [parameter("cookie", "trace")], more: { parameters: [parameter("header", "trace")] } },
    { name: "a query beside a body", before: [parameter("query", "trace")], more: { body: body(object({ trace: string })) } },
    {
      name: "a query beside several bodies",
      before: [parameter("query", "trace")],
      more: { body: { ...body(string, "text/plain"), contents: ["text/plain", "application/json"].flatMap((type) => body(type === "text/plain" ? string : object({ trace: string }), type).contents) } },
    },
  ])("$name never becomes another one silently", ({ before, more }) => {
    const keys = plan({ ...more, parameters: [...before, ...(more.parameters ?? [])] }).parameters.map(({ key }) => key);
    expect(keys).not.toContain("trace");
    expect(plan({ parameters: before }).parameters.map(({ key }) => key)).toEqual(["trace"]);
  }); // prettier-ignore

  test("a property of the body that has the name of a parameter is in `body`", () => {
    const { parameters, body: planned } = plan({
      parameters: [parameter("query", "name")],
      body: body(object({ name: string })),
    });
    expect([parameters.map(({ key }) => key), planned]).toMatchObject([["nameInQuery"], { shape: "whole", key: "body" }]);
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
    expect(found.at(-1)?.local).toBe("日本");
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
