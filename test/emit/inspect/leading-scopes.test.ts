import { describe, expect, test } from "vitest";
import { leadingScopes, namesWithoutScopes } from "../../../generator/emit/inspect/leading-scopes.js";
import { operation, operations, planned } from "../../plan/api-builder.js";

function planOf(...lines: readonly string[]) {
  return planned({ operations: operations(...lines) }).plan;
}

/** The new names by the old ones. */
function shortened(...lines: readonly string[]): Readonly<Record<string, string>> {
  const renamed = [...namesWithoutScopes(planOf(...lines))];
  return Object.fromEntries(
    renamed.map(([{ method, pointer }, name]) => [`${method} ${pointer.split("/paths/")[1] ?? ""}`, name]),
  );
}

const network = [
  "GET /accounts/{account_id}/members",
  "POST /accounts/{account_id}/members",
  "GET /accounts/{account_id}/members/{id}",
  "GET /zones/{zone_id}/records",
  "POST /zones/{zone_id}/purge",
];

describe("leading scopes", () => {
  test("are told if all operations share them by alternatives", () => {
    expect(leadingScopes(planOf(...network))).toEqual([
      { path: "/accounts/{account_id}", resource: "accounts", operations: 3 },
      { path: "/zones/{zone_id}", resource: "zones", operations: 2 },
    ]);
  });

  test.each([
    [
      "with versions, a shared prefix, and the scopes themselves",
      network.map((line) => line.replace(" /", " /client/v4/")),
      true,
    ],
    ["and the operations of a scope itself", [...network, "GET /accounts", "GET /accounts/{account_id}"], true],
    ["and another resource", [...network, "GET /ips"], false],
    ["only one of them: it is the prefix that all share", network.slice(0, 3), false],
    [
      "resources with a few lists below",
      ["GET /users", "GET /users/{id}", "GET /users/{id}/pets", "GET /toys/{id}/parts"],
      false,
    ],
    ["five of them", "abcde".split("").map((letter) => `GET /${letter}s/{id}/things`), false],
  ])("%s", (_, lines, told) => {
    expect(leadingScopes(planOf(...lines)).length > 0).toBe(told);
  });

  test("are not told once an overlay has taken them out", () => {
    const named = operations(...network).map((one, index) => operation(one.method, one.path.text, { name: [`method${index}`] }));
    expect(leadingScopes(planned({ operations: named }).plan)).toEqual([]);
  });
});

describe("names without leading scopes", () => {
  test("begin with the resource below", () => {
    expect(shortened(...network)).toEqual({
      "GET /accounts/{account_id}/members/GET": "members.list",
      "POST /accounts/{account_id}/members/POST": "members.create",
      "GET /accounts/{account_id}/members/{id}/GET": "members.get",
      "GET /zones/{zone_id}/records/GET": "records.list",
      "POST /zones/{zone_id}/purge/POST": "purge",
    });
  });

  test("keep the scope of a resource that is below two of them, or called like one", () => {
    const more = ["GET /zones/{zone_id}/members", "GET /zones/{zone_id}/accounts"];
    expect(Object.values(shortened(...network, ...more)).sort()).toEqual(["purge", "records.list"]);
  });
});
