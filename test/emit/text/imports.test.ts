import { describe, expect, test } from "vitest";
import { identifier } from "../../../generator/emit/text/code.js";
import { Imports, specifier } from "../../../generator/emit/text/imports.js";

describe("imports", () => {
  test("contain each symbol that was used once, types and values apart", () => {
    const imports = new Imports("operations/batch", ["update"]);
    imports.type("models", "Pet");
    imports.value("runtime/values/path", "path");
    imports.type("models", "Error");
    imports.type("models", "Pet");
    imports.type("runtime/pages/pages", "PagePromise");
    imports.value("runtime/pages/pages", "paginate");
    imports.namespace("operations/index", "operations");
    expect(imports.declarations()).toEqual([
      'import type { Error, Pet } from "../models.js";',
      'import { paginate } from "../runtime/pages/pages.js";',
      'import type { PagePromise } from "../runtime/pages/pages.js";',
      'import { path } from "../runtime/values/path.js";',
      'import * as operations from "./index.js";',
    ]);
    expect(imports.modules()).toEqual(["operations/index", "models", "runtime/values/path", "runtime/pages/pages"]);
  });

  test("are renamed if the module declares the same name", () => {
    const imports = new Imports("operations/index", ["path"]);
    expect(imports.value("runtime/values/path", "path")).toBe("path$");
    expect(imports.value("runtime/values/path", "path")).toBe("path$");
    expect(imports.declarations()).toEqual(['import { path as path$ } from "../runtime/values/path.js";']);
  });

  test("a symbol that is used as a type and as a value is imported as a value", () => {
    const imports = new Imports("index", []);
    imports.type("client", "Client");
    imports.value("client", "Client");
    expect(imports.declarations()).toEqual(['import { Client } from "./client.js";']);
  });
});

describe("specifier", () => {
  test.each([
    ["index", "models", "./models.js"],
    ["operations/batch", "models", "../models.js"],
    ["operations/batch", "operations/index", "./index.js"],
    ["operations/a/b", "operations/a", "../a.js"],
    ["operations/a", "operations/a/b", "./a/b.js"],
  ])("from %s to %s is %s", (from, to, want) => {
    expect(specifier(from, to)).toBe(want);
  });

  test.each(["../../etc/passwd", "a//b", 'a";evil()//', ""])("%j is not a module path", (path) => {
    expect(() => specifier("index", path)).toThrow("Not a module path");
  });
});

test.each(["", "1a", "a-b", "a;evil()", "a\u200b", "a\u202eb", "\u3164", "a\n", "x".repeat(200)])("%j is no name", (name) => {
  expect(() => identifier(name)).toThrow("Not a name");
});
