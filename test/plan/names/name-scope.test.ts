import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../../generator/diagnostics.js";
import type { NameRequest } from "../../../generator/plan/names/name-scope.js";
import { createNameScope } from "../../../generator/plan/names/name-scope.js";
import { place } from "../api-builder.js";

function requests(
  ...wanted: readonly (readonly [owner: string, ...names: [string, ...string[]]])[]
): readonly NameRequest<string>[] {
  return wanted.map(([owner, ...names]) => ({ owner, key: owner, candidates: names }));
}

describe("a name scope", () => {
  test("gives every owner its first choice if it is free", () => {
    expect(Object.fromEntries(createNameScope().assign(requests(["/a", "A"], ["/b", "B"])))).toEqual({ "/a": "A", "/b": "B" });
  });

  test("sorts by key, so the order does not matter", () => {
    const all = requests(["/b", "User"], ["/a", "user"], ["/c", "USER"]);
    const wanted = { "/a": "user", "/b": "User2", "/c": "USER3" };
    expect(Object.fromEntries(createNameScope().assign(all))).toEqual(wanted);
    expect(Object.fromEntries(createNameScope().assign([...all].reverse()))).toEqual(wanted);
  });

  test("assigns all first choices before any second choice", () => {
    const given = createNameScope().assign(requests(["/a", "User"], ["/b", "User"], ["/c", "User2"]));
    expect(Object.fromEntries(given)).toEqual({ "/a": "User", "/b": "User3", "/c": "User2" });
  });

  test("tries the other names before numbers", () => {
    const scope = createNameScope(["list"]);
    expect(Object.fromEntries(scope.assign(requests(["/a", "list", "listAll"], ["/b", "list", "listAll"])))).toEqual({
      "/a": "listAll",
      "/b": "list2",
    });
    expect([scope.has("LISTALL"), scope.has("other")]).toEqual([true, false]);
  });

  test("a number does not make a name too long", () => {
    const long = "x".repeat(100);
    const [, second = ""] = createNameScope()
      .assign(requests(["/a", long], ["/b", long]))
      .values();
    expect(second).toMatch(/^x{91}_[0-9a-f]{8}$/);
  });

  test("reports changed names that have a subject", () => {
    const diagnostics: Diagnostic[] = [];
    const named: NameRequest<string> = {
      owner: "/b",
      key: "/b",
      candidates: ["User"],
      subject: "The model of the schema `user`",
      place,
    };
    createNameScope().assign([...requests(["/a", "User"], ["/c", "User"]), named], (diagnostic) => diagnostics.push(diagnostic));
    expect(diagnostics).toEqual([
      {
        code: "name-taken",
        severity: "warning",
        message: "The model of the schema `user` is called `User2`, because the name `User` is taken.",
        help: "Choose another name with `x-specloom-name` in an overlay to decide yourself.",
        place,
      },
    ]);
  });
});
