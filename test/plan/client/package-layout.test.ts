import { describe, expect, test } from "vitest";
import {
  list,
  namesOf,
  object,
  operation,
  operations,
  operationsOf,
  planned,
  resourcesOf,
  response,
  string,
} from "../api-builder.js";

const nested = operations(
  "GET /repos",
  "GET /repos/{id}/issues",
  "GET /repos/{id}/issues/{n}/labels",
  "GET /users/{id}",
  "GET /",
);

describe("resources", () => {
  test("a package without models has no entry point for them", () => {
    const entriesOf = (api: Parameters<typeof planned>[0]) => planned(api).plan.entryPoints.map(({ subpath }) => subpath);
    expect(entriesOf({ operations: nested })).not.toContain("./models");
    expect(entriesOf({ operations: nested, schemas: { Pet: object({}) } })).toContain("./models");
  });

  test("are nested, each with a module and an entry point", () => {
    const { plan } = planned({ operations: nested });
    expect(resourcesOf(plan.resource).map(({ path, module }) => `${path.join(".")} ${module}`)).toEqual([
      " operations/index",
      "repos operations/repos",
      "repos.issues operations/repos/issues",
      "repos.issues.labels operations/repos/issues/labels",
      "users operations/users",
    ]);
    expect(plan.entryPoints.map(({ subpath, module }) => `${subpath} ${module}`)).toEqual([
      ". index",
      "./client client",
      "./operations operations/index",
      "./testing testing",
      "./repos operations/repos",
      "./repos/issues operations/repos/issues",
      "./repos/issues/labels operations/repos/issues/labels",
      "./users operations/users",
    ]);
  });

  test.each([
    ["/client/{id}", "operations/client-resource"],
    ["/models/{id}", "operations/models-resource"],
    ["/index/{id}", "operations/index-resource"],
    ["/operations/{id}", "operations/operations-resource"],
    ["/testing/{id}", "operations/testing-resource"],
    ["/aux/{id}", "operations/aux-resource"],
    ["/COM1/{id}", "operations/com1-resource"],
    ["/x/{y}/index/{z}", "operations/x/index-resource"],
    ["/x/{y}/models/{z}", "operations/x/models"],
    ["/partner_clients/{id}", "operations/partner-clients"],
    ["/..%2f..%2fetc/{id}", "operations/2-f2-fetc"],
  ])("%s is in %s", (path, wanted) => {
    const { plan } = planned({ operations: [operation("GET", path), operation("GET", "/other/{id}")] });
    expect(resourcesOf(plan.resource).map(({ module }) => module)).toContain(wanted);
  });

  test("two resources with the same file name get different ones", () => {
    const { plan } = planned({
      operations: operations("GET /client/{a}", "GET /client-resource/{a}", "GET /fooBar/{a}", "GET /foo-bar/{a}", "GET /x"),
    });
    const modules = resourcesOf(plan.resource).map(({ module }) => module);
    expect(new Set(modules).size).toBe(modules.length);
  });
});

describe("classes", () => {
  test.each([
    ["the overlay", "PartnerHub", "@acme/pet-store", "PartnerHub", "partnerHub", "partner-hub"],
    ["the package", undefined, "@acme/pet-store", "PetStore", "petStore", "pet-store"],
    ["the title, where the package has no word", undefined, "~", "Pets", "pets", "pets"],
    ["a type's own name is no class", "Error", "x", "ErrorApi", "errorApi", "error-api"],
    ["a module's own name is no module", "Models", "x", "Models", "models", "models-api"],
    ["nor a device's", "Aux", "x", "Aux", "aux", "aux-api"],
    ["an instance is no keyword", "Delete", "x", "Delete", "deleteClient", "delete"],
    ["nor what a function calls its own", "Options", "x", "Options", "optionsClient", "options"],
  ])("are called after %s", (_, name, packageName, wanted, instance, module) => {
    const { plan } = planned({ operations: nested, ...(name !== undefined && { name }) }, packageName);
    expect([plan.client.name, plan.client.instance, plan.client.module]).toEqual([wanted, instance, module]);
  });

  test("one for each resource, in a property of its parent", () => {
    const { client } = planned({ operations: nested, name: "GitHub" }).plan;
    expect(client.children.map(({ property, child }) => `${property}: ${child.name}`)).toEqual([
      "repos: GitHubRepos",
      "users: GitHubUsers",
    ]);
    expect(client.children[0]?.child.children.map(({ property, child }) => `${property}: ${child.name}`)).toEqual([
      "issues: GitHubReposIssues",
    ]);
  });

  test("never have the name of another type of the package", () => {
    const { client } = planned({ operations: operations("GET /error/{id}", "GET /x"), name: "Api" }).plan;
    expect(client.children.map(({ child }) => child.name).sort()).toEqual(["ApiErrorResource", "ApiX"]);
  });
});

describe("operations", () => {
  test("a reserved word can be a name, with another name in the declaration", () => {
    const [one] = operationsOf(planned({ operations: operations("DELETE /pets/{id}") }).plan);
    expect([one?.name, one?.localName, one?.paramsName]).toEqual(["delete", "delete_", "PetsDeleteParams"]);
  });

  test("an underscore at the end of a name is not part of type names", () => {
    const [one] = operationsOf(planned({ operations: operations("PUT /pets/default", "PUT /x") }).plan).filter(
      ({ operation: { path } }) => path.text !== "/x",
    );
    expect([one?.qualifiedName, one?.responsesName]).toEqual(["pets.default_.replace", "PetsDefaultReplaceResponses"]);
  });

  test("resources that differ in case are one, spelled as the first", () => {
    expect(namesOf({ operations: operations("GET /fooBar/{a}", "PATCH /FOOBAR/{a}", "DELETE /foobar/{a}", "GET /x") })).toEqual({
      "GET /fooBar/{a}": "fooBar.get",
      "PATCH /FOOBAR/{a}": "fooBar.update",
      "DELETE /foobar/{a}": "fooBar.delete",
      "GET /x": "x.get",
    });
  });
});

describe("the runtime", () => {
  test.each([
    ["no more than it needs", [operation("GET", "/a")], ["call/api-promise", "call/client", "values/path"]],
    [
      "pages",
      [
        operation("GET", "/a", {
          pages: { style: "cursor", input: "c", next: ["n"], items: ["i"] },
          responses: [response("200", object({ n: string, i: list(string) }))],
        }),
      ],
      ["call/api-promise", "call/client", "pages/pages", "values/path"],
    ],
    ["an API without operations", [], ["call/api-promise", "call/client"]],
  ])("%s", (_, all, wanted) => {
    expect(planned({ operations: all }).plan.runtime).toEqual(wanted);
  });
});
