import { describe, expect, test } from "vitest";
import { agreement } from "./chosen-names.js";
import { measures } from "./measures.js";
import { namedDescription } from "./named-operations.js";

describe("the measures of names", () => {
  test.each([
    ["a misleading kind", "update", { summary: "Create a pet" }, "misleading kind, by the summary's verb"],
    ["a preposition at the end", "getFor", {}, "dangling word"],
    ["a noun twice", "brandDeleteBrand", {}, "noun repeated in the method"],
    ["the noun of the resource", "listPets", {}, "noun repeated in the method"],
    ["a resource in itself", "list", { resource: ["users", "users"] }, "noun repeated in the resource"],
    ["a number", "get2", {}, "number at the end"],
    ["a number of the operationId", "getSum2", { operationId: "getSum2" }, undefined],
    ["a good name", "list", { summary: "List pets" }, undefined],
  ])("count %s", (_, name, more, fault) => {
    const operation = { method: "GET", path: "/pets", resource: ["pets"], name, ...more };
    expect(measures.find(({ applies }) => applies(operation))?.title).toBe(fault);
  });

  test("compare with names that people chose", () => {
    const row = { list: false, nothing: false };
    expect(
      agreement([
        { verb: "get", path: "/pets/{id}", name: "pets.retrieve", ...row },
        { verb: "get", path: "/pets", name: "pets.list", ...row, list: true },
        { verb: "put", path: "/pets/{id}", name: "zoo.pets.update", ...row },
        { verb: "post", path: "/toys", name: "toys.delete", ...row },
      ]),
    ).toEqual({ operations: 4, method: 3, whole: 2, misleading: ["POST /toys: toys.create for toys.delete"] });
  });

  test("need no more than the names", () => {
    const description = { openapi: "3.1.0", info: { title: "A", version: "1" }, paths: { "/pets": { get: {} } } };
    expect(namedDescription({ name: "a.json", text: JSON.stringify(description) })?.operations).toEqual([
      { method: "GET", path: "/pets", resource: ["pets"], name: "list" },
    ]);
    expect(namedDescription({ name: "a.json", text: "{" })).toBeUndefined();
  });
});
