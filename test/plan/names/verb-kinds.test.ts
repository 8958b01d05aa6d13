import { describe, expect, test } from "vitest";
import { list, namesOf, object, operation, planned, response, string } from "../api-builder.js";
import { contradicts, kindOfName, kindOfSummary } from "../../../generator/plan/names/verb-kinds.js";

describe("the kind of operation", () => {
  test.each([
    ["Create a pet", "create"],
    ["Creates a pet.", "create"],
    ["Removes the pet", "delete"],
    ["Create or update a pet", undefined],
    ["Adds/updates a pet", undefined],
    ["List pets", "list"],
    ["Get all pets", "list"],
    ["Returns pets", undefined],
    ["Retrieve a list of pets", "list"],
    ["Get a range of small pets", "list"],
    ["Get a pet", "get"],
    ["Get a user's pets", "read"],
    ["Get pets", "read"],
    ["Adoption", undefined],
    ["", undefined],
  ])("of the summary %j is %s", (summary, kind) => {
    expect(kindOfSummary(summary)).toBe(kind);
  });

  test.each([
    ["get", "get"],
    ["getPets", "read"],
    ["getAllPets", "list"],
    ["listPets", "list"],
    ["replaceAll", "update"],
    ["createOrUpdate", undefined],
    ["adopt", undefined],
  ])("of the name %s is %s", (name, kind) => {
    expect(kindOfName(name)).toBe(kind);
  });

  test("what reads contradicts what writes, and one thing a list", () => {
    expect(contradicts("create", "update")).toBe(true);
    expect(contradicts("create", "read")).toBe(true);
    expect(contradicts("get", "list")).toBe(true);
    expect(contradicts("list", "read")).toBe(false);
    expect(contradicts(undefined, "list")).toBe(false);
  });
});

describe("the verb of the summary decides between the names that verb and path allow", () => {
  test.each([
    ["POST /repos/{owner}/{repo}", "Create a repository", "repos.create"],
    ["POST /pets/{id}", "Create a pet with this id", "pets.create"],
    ["POST /pets/{id}", "Update a pet", "pets.update"],
    ["POST /account", "Update the account", "account.update"],
    ["POST /usage", "Get usage", "usage.get"],
    ["POST /usage", "List usage", "usage.list"],
    ["PUT /pets/{id}", "Add a pet", "pets.create"],
    ["PUT /a/{b}/{c}", "Update a relation", "a.replace"],
    ["GET /pets", "Get a pet", "pets.get"],
    ["GET /pets/{shop}", "List the pets of a shop", "pets.list"],
    ["POST /tokens/remove-token", "Create a remove token", "tokens.removeToken.create"],
    ["PATCH /pets/{id}", "Delete a pet", "pets.update"],
    ["DELETE /pets/{id}", "Unsubscribe", "pets.delete"],
    ["POST /pets", "Adopt a pet", "pets.create"],
  ])("%s, %j: %s", (line, summary, wanted) => {
    const [method = "", path = ""] = line.split(" ");
    const all = [operation(method, path, { summary }), operation("GET", "/unrelated"), operation("GET", "/elsewhere")];
    expect(namesOf({ operations: all })[line]).toBe(wanted);
  });

  test("and gives equal names, which then say what differs", () => {
    const paths = ["GET /commits", "POST /commits", "GET /commits/{id}", "POST /commits/{id}"];
    const all = paths.map((line) => operation(line.split(" ")[0] ?? "", line.split(" ")[1] ?? "", { summary: "List commits" }));
    expect(namesOf({ operations: [...all, operation("GET", "/elsewhere")] })).toMatchObject({
      "GET /commits": "commits.list",
      "POST /commits": "commits.listByPost",
      "GET /commits/{id}": "commits.listById",
      "POST /commits/{id}": "commits.listByIdByPost",
    });
  });

  test("and between the operationId and the path", () => {
    const one = operation("POST", "/jobs/update_settings", {
      operationId: "createSettings",
      summary: "Update the settings",
    });
    expect(Object.values(namesOf({ operations: [one, operation("GET", "/elsewhere")] }))).toContain("jobs.updateSettings");
  });

  test("and replaces the `get` of an operationId, as a response that is a list does", () => {
    const responses = [response("200", object({ data: list(string), next: string }))];
    const get = (path: string, operationId: string, more: object = {}) =>
      operation("GET", path, { operationId, tags: ["shop"], ...more });
    const named = namesOf({
      operations: [
        get("/shop/{id}/pets", "getPetsInShop"),
        get("/shop/{id}/toys", "getToysInShop", { responses }),
        get("/shop/{id}/food", "getFoodInShop", { summary: "List food" }),
      ],
    });
    expect(Object.values(named).sort()).toEqual(["getPets", "listFood", "listToys"].map((name) => `shop.${name}`));
  });
});

describe("a name that contradicts the summary", () => {
  const warningsOf = (operations: readonly ReturnType<typeof operation>[]): readonly string[] =>
    planned({ operations })
      .diagnostics.filter(({ code }) => code === "name-misleading")
      .map(({ message }) => message);

  test("is a warning", () => {
    expect(
      warningsOf([operation("POST", "/vectors/update", { operationId: "Update", summary: "Fetch a vector\nby id" })]),
    ).toEqual([
      'The method `update` of POST /vectors/update says that it changes something that exists, but the summary says that it gets one thing: "Fetch a vector".',
    ]);
  });

  test("is none if it is from an overlay, or if it agrees", () => {
    expect(warningsOf([operation("POST", "/pets", { name: ["pets", "create"], summary: "Delete a pet" })])).toEqual([]);
    expect(warningsOf([operation("POST", "/pets", { summary: "Delete a pet" })])).toEqual([]);
  });
});
