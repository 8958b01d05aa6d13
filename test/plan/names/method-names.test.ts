import { describe, expect, test } from "vitest";
import type { Operation } from "../../../generator/model/types/operation.js";
import { list, namesOf, object, operation, operations, reference, response, string } from "../api-builder.js";

/** The name of an operation in an API with other operations, so that its path is not the shared prefix. */
function nameOf(one: Operation): string | undefined {
  return namesOf({
    operations: [one, ...operations("GET /unrelated", "GET /elsewhere")],
    schemas: { Page: object({ results: list(string), next: string }) },
  })[`${one.method} ${one.path.text}`];
}

describe("the table of method names", () => {
  const partnerClients = "/crm/v3/objects/partner_clients";

  test("names the operations of an API about one resource", () => {
    const paged = { responses: [response("200", object({ results: list(string), paging: object({}) }))] };
    const wanted: Readonly<Record<string, string>> = {
      [`GET ${partnerClients}`]: "list",
      [`GET ${partnerClients}/{partnerClientId}`]: "get",
      [`PATCH ${partnerClients}/{partnerClientId}`]: "update",
      [`POST ${partnerClients}/search`]: "search",
      [`POST ${partnerClients}/batch/read`]: "batch.read",
      [`POST ${partnerClients}/batch/update`]: "batch.update",
      [`GET ${partnerClients}/{partnerClientId}/associations/{toObjectType}`]: "associations.list",
      [`PUT ${partnerClients}/{partnerClientId}/associations/{toObjectType}/{toObjectId}/{associationType}`]:
        "associations.create",
      [`DELETE ${partnerClients}/{partnerClientId}/associations/{toObjectType}/{toObjectId}/{associationType}`]:
        "associations.delete",
    };
    const all = operations(...Object.keys(wanted)).map((one) =>
      one.path.text.endsWith("{toObjectType}") ? { ...one, ...paged } : one,
    );
    expect(namesOf({ operations: all })).toEqual(wanted);
    const dated = all.map(({ method, path, ...more }) =>
      operation(method, path.text.replace("/crm/v3/objects", "/crm/objects/2026-03"), { responses: more.responses }),
    );
    expect(Object.values(namesOf({ operations: dated })).sort()).toEqual(Object.values(wanted).sort());
  });

  test.each([
    ["GET /pets", "pets.list"],
    ["GET /pets/{id}", "pets.get"],
    ["POST /pets", "pets.create"],
    ["POST /pets/{id}", "pets.create"],
    ["POST /pictures/edits", "pictures.edit"],
    ["POST /pictures/{id}/edits", "pictures.edits.create"],
    ["POST /pictures/downloads", "pictures.downloads.create"],
    ["POST /pictures/variations", "pictures.variations.create"],
    ["POST /edits", "edits.create"],
    ["PUT /pets/{id}", "pets.replace"],
    ["PATCH /pets/{id}", "pets.update"],
    ["DELETE /pets/{id}", "pets.delete"],
    ["HEAD /pets/{id}", "pets.exists"],
    ["OPTIONS /pets", "pets.options"],
    ["TRACE /pets", "pets.trace"],
    ["QUERY /pets", "pets.query"],
    ["GET /account", "account.get"],
    ["GET /status", "status.get"],
    ["PUT /users/{id}/avatar", "users.avatar.replace"],
    ["DELETE /users/{id}/avatar", "users.avatar.delete"],
    ["PUT /teams/{team}/members/{org}/{user}", "teams.members.create"],
    ["POST /pets/search", "pets.search"],
    ["GET /pets/findByStatus", "pets.findByStatus"],
    ["POST /pets/{id}/upload-image", "pets.uploadImage"],
    ["POST /invoices/{id}/pay", "invoices.pay"],
    ["POST /invoices/{id}/refund", "invoices.refund"],
    ["POST /invoices/{id}/lines", "invoices.lines.create"],
    ["PUT /resources/{id}/recover", "resources.recover"],
    ["POST /acceptDispute", "acceptDispute"],
    ["GET /login-attempts", "loginAttempts.list"],
    ["POST /login-attempts", "loginAttempts.create"],
    ["POST /projects/{name}:undelete", "projects.undelete"],
    ["POST /keys:batchGet", "keys.batchGet.create"],
    ["GET /reports/{id}.{format}", "reports.get"],
    ["GET /agents.{mode}/{name}", "agents.get"],
    ["GET /v2/pets", "pets.list"],
    ["GET /pets/v1.1beta2/{id}", "pets.get"],
    ["GET /", "get"],
    ["GET /a/b/c/{d}/e/{f}", "a.b.c.e.get"],
    ["POST /labels/{id}/return", "labels.return"],
    ["POST /things/then", "things.then_.create"],
    ["GET /rest/api/3/fields", "fields.list"],
    ["GET /api/v2/fields/{id}", "fields.get"],
    ["GET /api/2/fields", "fields.list"],
    ["GET /api/fields", "api.fields.list"],
    ["GET /status/3/items", "status._3.items.list"],
    ["POST /carts/{shop}", "carts.create"],
    ["POST /servers/{id}/actions/shutdown", "servers.actions.shutdown"],
    ["POST /servers/{id}/actions/alias_ips", "servers.actions.aliasIps"],
    ["PUT /servers/{id}/actions/power", "servers.actions.power"],
    ["GET /actions/recent", "actions.recent.get"],
    ["GET /rules/{id}/actions/triggers", "rules.actions.triggers.list"],
    ["POST /servers/{id}/change_type", "servers.changeType"],
    ["POST /firewalls/{id}/set_rules", "firewalls.setRules"],
    ["PUT /firewalls/{id}/apply_to_resources", "firewalls.applyToResources"],
    ["POST /change-requests", "changeRequests.create"],
    ["GET /change-log", "changeLog.get"],
    ["POST /simulate/clearing", "simulateClearing"],
    ["POST /send/email", "sendEmail"],
    ["POST /simulate/payments", "simulate.payments.create"],
  ])("%s is %s", (line, wanted) => {
    const [one] = operations(line);
    expect(one && nameOf(one)).toBe(wanted);
  });

  const thing = [response("200", object({ id: string }))];
  const things = [response("200", object({ data: list(string), next: string }))];

  test.each([
    [
      "a collection within a scope",
      { "GET /snippets": "list", "GET /snippets/{workspace}": "listByWorkspace", "POST /snippets/{workspace}": "create" },
      { "PUT /snippets/{workspace}/{id}": "replace", "DELETE /snippets/{workspace}/{id}": "delete" },
    ],
    ["an item that can be got", { "GET /pets/{name}": "get" }, { "POST /pets/{name}": "update" }],
    ["an item whose collection can be created in", { "POST /pets": "create" }, { "POST /pets/{petId}": "update" }],
    ["an id of something else", { "GET /carts": "list" }, { "POST /carts/{shopId}": "create" }],
    ["an id that nothing else says is one", { "GET /pets/{id}/photo": "get" }, { "POST /pets/{id}": "create" }],
    ["an item that can be deleted", { "DELETE /pets/{name}": "delete" }, { "POST /pets/{name}": "update" }],
    [
      "an item that PUT replaces",
      { "GET /pets/{name}": "get", "PUT /pets/{name}": "replace" },
      { "POST /pets/{name}": "create" },
    ],
    ["an item of a scope", { "GET /a/{b}/{c}": "get", "PUT /a/{b}/{c}": "replace" }, {}],
    ["a relation", { "PUT /a/{b}/{c}": "create", "DELETE /a/{b}/{c}": "delete" }, {}],
    ["a thing of which there is one", { "GET /retention": "get", "POST /retention": "update" }, {}],
    ["one that PATCH updates", { "GET /retention": "get", "POST /retention": "create", "PATCH /retention": "update" }, {}],
  ])("%s", (_, first, second) => {
    const wanted: Readonly<Record<string, string>> = { ...first, ...second };
    const all = Object.keys(wanted).map((line) => {
      const [one = operation("GET", "/")] = operations(line);
      const responses = /\/(snippets|\{workspace\})$/.test(line) ? things : thing;
      return one.method === "GET" ? { ...one, responses } : one;
    });
    const named = namesOf({ operations: [...all, ...operations("GET /unrelated", "GET /elsewhere")] });
    expect(Object.fromEntries(Object.keys(wanted).map((line) => [line, named[line]?.split(".").at(-1)]))).toEqual(wanted);
  });

  test("an action that is also got", () => {
    expect(namesOf({ operations: operations("GET /pulls/{id}/merge", "PUT /pulls/{id}/merge", "GET /x") })).toEqual({
      "GET /pulls/{id}/merge": "pulls.getMerge",
      "PUT /pulls/{id}/merge": "pulls.merge",
      "GET /x": "x.get",
    });
  });

  test.each([
    ["an array", "/search/{text}", list(string), "search.list"],
    ["a page, by reference", "/feed/{day}", reference("Page"), "feed.list"],
    ["an object that wraps a list", "/feed", object({ items: list(string) }), "feed.list"],
    ["an object with a list, of a thing", "/orders/{id}", object({ items: list(string), total: string }), "orders.get"],
    ["an object with a list, of several", "/events", object({ events: list(string) }), "events.list"],
    ["a plain object in the plural", "/settings", object({ theme: string }), "settings.get"],
  ])("GET of %s", (_, path, schema, wanted) => {
    expect(nameOf(operation("GET", path, { responses: [response("200", schema)] }))).toBe(wanted);
  });

  test("an operation with pages returns a list", () => {
    const pages = { style: "cursor", input: "after", next: ["next"], items: ["data"] } as const;
    expect(nameOf(operation("GET", "/feed/{day}", { pages }))).toBe("feed.list");
  });

  test("a path that another path extends with a parameter has items", () => {
    const named = namesOf({
      operations: operations(
        "GET /chart",
        "DELETE /chart",
        "PUT /chart",
        "PATCH /chart",
        "GET /chart/{id}",
        "DELETE /chart/{id}",
        "GET /other",
      ),
    });
    expect(named).toEqual({
      "GET /chart": "chart.list",
      "DELETE /chart": "chart.deleteMany",
      "PUT /chart": "chart.replaceAll",
      "PATCH /chart": "chart.updateMany",
      "GET /chart/{id}": "chart.get",
      "DELETE /chart/{id}": "chart.delete",
      "GET /other": "other.get",
    });
  });
});

describe("the shared prefix of all paths", () => {
  test.each([
    ["nothing in common", ["GET /pets", "GET /owners"], ["pets.list", "owners.list"]],
    ["an area", ["GET /shop/pets", "GET /shop/owners"], ["pets.list", "owners.list"]],
    ["a resource", ["GET /pets", "GET /pets/{id}"], ["list", "get"]],
    ["a parameter", ["GET /{tenant}/pets", "GET /{tenant}/owners"], ["pets.list", "owners.list"]],
    ["one path alone keeps its last word", ["GET /api/pets", "POST /api/pets"], ["pets.list", "pets.create"]],
    ["one item alone keeps its word", ["GET /api/pets/{id}"], ["pets.get"]],
    ["an action is not a resource", ["POST /search", "POST /search/pets"], ["search.create", "search.pets.create"]],
  ])("%s", (_, lines, wanted) => {
    const named = namesOf({ operations: operations(...lines) });
    expect(lines.map((line) => named[line])).toEqual(wanted);
  });
});

describe("two operations with the same name", () => {
  test.each([
    ["by their last parameter", ["GET /pets/{id}", "GET /pets/{id}/{part}", "GET /x"], ["pets.get", "pets.getByPart", "x.get"]],
    ["by their version", ["GET /v1/pets", "GET /v2/pets", "GET /x"], ["pets.list", "pets.listV2", "x.get"]],
    [
      "by a parameter that the other lacks",
      ["POST /a/{b}/c/{d}/things", "POST /a/c/{d}/things", "GET /x"],
      ["a.c.things.createByB", "a.c.things.create", "x.get"],
    ],
    [
      "by the nearest parameter",
      ["GET /issues/comments", "GET /issues/{number}/comments", "GET /x"],
      ["issues.comments.list", "issues.comments.listByNumber", "x.get"],
    ],
    [
      "by their version, not by what both have",
      ["GET /v1/pets/{id}", "GET /v2/pets/{id}", "GET /x"],
      ["pets.get", "pets.getV2", "x.get"],
    ],
    [
      "a resource is called so",
      ["POST /users/{id}/avatar", "GET /users/{id}/avatar", "GET /x"],
      ["users.avatar.create", "users.avatar.get", "x.get"],
    ],
    [
      "by number, as a last resort",
      ["POST /Items/{id}/pay", "POST /items/{id}/pay", "GET /x"],
      ["Items.pay", "items.pay2", "x.get"].map((name) => name.replace("Items", "items")),
    ],
  ])("get different names %s", (_, lines, wanted) => {
    const named = namesOf({ operations: operations(...lines) });
    expect(lines.map((line) => named[line])).toEqual(wanted);
  });
});
